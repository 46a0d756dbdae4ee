using System.Collections.Immutable;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>The source table of a dimension with a history.</summary>
internal static class MemberSource
{
    public static SourceTable Table(HistoryDefinition definition, string name, Dialect dialect) => new(name, Columns(definition), dialect);

    public static object?[] Values(HistoryDefinition definition, SourceRow row) =>
    [
        row.Key.Code, .. definition.TwoPartKey ? [(object?)row.Key.Number] : Array.Empty<object?>(),
        row.Stamp, row.Order, row.IsDelete ? "D" : "U", row.Wins, .. row.Values,
    ];

    private static ImmutableArray<(string Name, SqlType Type)> Columns(HistoryDefinition definition) =>
    [
        ("code", new SqlType.Text()), .. definition.TwoPartKey ? [("number", new SqlType.Integer())] : Array.Empty<(string, SqlType)>(),
        ("stamp", new SqlType.Timestamp()), ("seq", new SqlType.Integer()), ("op", new SqlType.Text()), ("wins", new SqlType.Integer()),
        .. definition.Attributes.Select(a => (a.Name, TypeOf(a.Kind))),
    ];

    private static SqlType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => new SqlType.Text(),
        ValueKind.Integer => new SqlType.Integer(),
        ValueKind.Float => new SqlType.Float(),
        ValueKind.Money => new SqlType.Decimal(18, 2),
        ValueKind.Flag => new SqlType.Boolean(),
        ValueKind.Day => new SqlType.Date(),
        _ => new SqlType.Timestamp(),
    };
}
