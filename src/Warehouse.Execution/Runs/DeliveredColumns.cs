using System.Collections.Immutable;
using Warehouse.Execution.Landing;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>Whether what a source in the warehouse has now is what the model reads of it and what its <c>columns</c> promise.</summary>
internal static class DeliveredColumns
{
    /// <param name="read">What the model reads.</param>
    /// <param name="columns">What there is.</param>
    /// <param name="what">The source's table or query, as a message names it.</param>
    /// <param name="place">Where the model names it.</param>
    /// <param name="mendable">What a user may change.</param>
    public static Diagnostic? Problem(SourceRead read, ImmutableArray<CatalogColumn> columns, string what, SourceSpan place, string mendable)
    {
        if (columns.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return ExecutionRules.BadHeader.At(place, $"{what} has two columns `{twice.Key}`", "give each column a name of its own");
        var missing = Needed(read).Where(n => columns.All(c => c.Name != n)).ToList();
        if (missing.Count > 0)
        {
            return ExecutionRules.SourceColumnMissing.At(
                place,
                $"{what} has no column {string.Join(", ", missing.Select(m => $"`{m}`"))}; it has {string.Join(", ", columns.Select(c => $"`{c.Name}`"))}",
                missing.Any(m => read.Source.Delivery.ReadingOf(m) is not null) ? Header.PresetHelp : $"add the column to {mendable}, or take it out of the model");
        }

        return read.Source.Columns.Select(c => Retyped(c, columns.First(d => d.Name == c.Name.Text), what, mendable)).FirstOrDefault(d => d is not null);
    }

    private static IEnumerable<string> Needed(SourceRead read) =>
        read.Columns.Select(c => c.Name)
            .Concat(read.Source.Watermark is { } w ? [w.Column.Text] : [])
            .Concat(read.Source.Columns.Select(c => c.Name.Text))
            .Distinct(StringComparer.Ordinal);

    private static Diagnostic? Retyped(SourceColumn promised, CatalogColumn found, string what, string mendable) => found.Type is { } type && !Keeps(promised.Type, type)
        ? ExecutionRules.SourceColumnRetyped.At(
            promised.Name.Span,
            $"`columns` promises `{promised.Name}` as `{promised.Type}`, and {what} has it as `{type}`",
            $"mend {mendable}, or declare `{promised.Name}` as `{type}`")
        : null;

    // Of another length or precision a value still is converted, and one that does not fit is rejected by itself; so is each value of a type that the model has no word for.
    private static bool Keeps(DataType promised, DataType found) => (promised, found) switch
    {
        (DataType.Integer, DataType.Decimal { Scale: 0 }) => true,
        (DataType.Decimal, DataType.Integer) => true,
        (DataType.Float, DataType.Integer or DataType.Decimal) => true,
        _ => promised.GetType() == found.GetType(),
    };
}
