using System.Collections.Immutable;
using static Warehouse.Sql.Dialects.Functions.SpellingParts;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>Functions that choose among their arguments. The standard's GREATEST and LEAST are NULL when one argument is.</summary>
internal static class ConditionFunctions
{
    private static readonly FunctionText Greatest = NullWhenOneIs("greatest");
    private static readonly FunctionText Least = NullWhenOneIs("least");

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("coalesce", "coalesce", "coalesce", "COALESCE", "COALESCE", "COALESCE"),
        new("nullif", "nullif", "nullif", "NULLIF", "NULLIF", "NULLIF"),
        new("greatest", Greatest, Greatest, "GREATEST", "GREATEST", NullWhenOneIs("GREATEST")),
        new("greatest:text", Greatest, Greatest, "GREATEST", "GREATEST", NullWhenOneIs("GREATEST")),
        new("least", Least, Least, "LEAST", "LEAST", NullWhenOneIs("LEAST")),
        new("least:text", Least, Least, "LEAST", "LEAST", NullWhenOneIs("LEAST")),
    ];
}
