using System.Collections.Immutable;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>The source table of a star's fact.</summary>
internal static class FactSource
{
    /// <summary>The milestones of an accumulating snapshot.</summary>
    public static ImmutableArray<string> Milestones { get; } = ["begun", "made", "ended"];

    public static SourceTable Table(StarDefinition definition, string name, Dialect dialect) => new(name, Columns(definition), dialect);

    public static object?[] Values(StarDefinition definition, FactRow row) =>
    [
        row.Number, row.At, row.Order, row.IsDelete ? "D" : "U",
        .. definition.Roles.SelectMany((r, i) => definition.DimensionOf(r).TwoPartKey ? [row.Keys[i]?.Code, row.Keys[i]?.Number] : new object?[] { row.Keys[i]?.Code }),
        row.Quantity, row.Amount, row.Price, .. row.Milestones.Select(m => (object?)m),
    ];

    private static ImmutableArray<(string Name, SqlType Type)> Columns(StarDefinition definition) =>
    [
        ("n", new SqlType.Integer()), ("happened", new SqlType.Timestamp()), ("seq", new SqlType.Integer()), ("op", new SqlType.Text()),
        .. definition.Roles.SelectMany(r => definition.DimensionOf(r).TwoPartKey
            ? [($"{r.Name}_code", new SqlType.Text()), ($"{r.Name}_number", new SqlType.Integer())]
            : new (string, SqlType)[] { ($"{r.Name}_code", new SqlType.Text()) }),
        ("q", new SqlType.Integer()), ("v", new SqlType.Decimal(18, 2)), ("p", new SqlType.Integer()),
        .. definition.Kind == FactKind.Accumulating ? Milestones.Select(m => ($"{m}_at", (SqlType)new SqlType.Timestamp())) : [],
    ];
}
