using System.Collections.Immutable;

namespace Warehouse.DialectTests.Expressions;

/// <summary>Every case, by family.</summary>
public static class ExpressionCases
{
    public static ImmutableArray<ExpressionCase> All { get; } =
        [.. TextCases.All, .. NumberCases.All, .. DateCases.All, .. ConditionCases.All, .. ConversionCases.All, .. OperatorCases.All];

    public static IReadOnlyDictionary<string, ExpressionCase> ByName { get; } = All.ToDictionary(@case => @case.Name, StringComparer.Ordinal);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static DateTime Instant(string text) =>
        DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);
}
