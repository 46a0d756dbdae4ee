namespace Warehouse.Cli.Rendering;

/// <summary>A number and what it counts, in the singular or the plural.</summary>
internal static class Counted
{
    /// <param name="thing">In the singular; its plural is regular.</param>
    public static string Of(long number, string thing) => Of(number, thing, thing + (thing.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s"));

    public static string Of(long number, string one, string many) => $"{Moments.Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A count of the ledger by its column's name: <c>1 new member</c>, <c>2 new members</c>, <c>1 rejected</c>.</summary>
    public static string InLedger(long number, string name)
    {
        // The ledger's nouns are regular plurals; its other names are participles.
        var words = name.Replace('_', ' ');
        return Of(number, words.TrimEnd('s'), words);
    }
}
