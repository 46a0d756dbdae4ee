using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>What a source of exchange rates delivers: from a day on, one unit of a currency is so many of another.</summary>
public static class RateColumns
{
    public const string Day = "rate_date";

    public const string From = "from_currency";

    public const string To = "to_currency";

    public const string Rate = "rate";

    public static ImmutableArray<string> All { get; } = [Day, From, To, Rate];

    /// <summary>The type of a rate whose source declares none.</summary>
    public static DataType DefaultRate { get; } = new DataType.Decimal(18, 8);
}
