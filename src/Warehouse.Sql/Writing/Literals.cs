using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Writes constants.</summary>
internal static class Literals
{
    public static string Write(Literal literal, Dialect dialect) => literal switch
    {
        Literal.Null empty => $"CAST(NULL AS {dialect.Types.Value(empty.Type)})",
        Literal.Text text => dialect.Literals.Text(text.Value),
        Literal.Integer number => dialect.Literals.Integer(number.Value),
        Literal.Decimal number => dialect.Literals.Decimal(number.Value),
        Literal.Float number => dialect.Literals.Float(number.Value),
        Literal.Boolean truth => truth.Value ? dialect.Literals.True : dialect.Literals.False,
        Literal.Date day => dialect.Literals.Date(day.Value),
        Literal.Timestamp instant => dialect.Literals.Timestamp(instant.Value),
        _ => throw new InvalidOperationException($"no text for {literal.GetType().Name}"),
    };

    /// <summary>A minus sign begins it, and <c>--</c> would begin a comment.</summary>
    public static bool IsNegative(Literal literal) => literal switch
    {
        Literal.Integer number => number.Value < 0,
        Literal.Decimal number => number.Value < 0,
        Literal.Float number => double.IsNegative(number.Value),
        _ => false,
    };
}
