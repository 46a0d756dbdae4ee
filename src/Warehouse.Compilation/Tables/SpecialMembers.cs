using System.Collections.Immutable;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Tables;

/// <summary>The members that stand for no member: unknown, not applicable, not yet happened.</summary>
internal static class SpecialMembers
{
    /// <summary>What <c>loaded_by</c> says of them: no batch.</summary>
    private const string Seeded = "seed";

    private static readonly ImmutableArray<(SpecialMember Member, string Label)> All =
    [
        (SpecialMember.Unknown, "Unknown"), (SpecialMember.NotApplicable, "Not applicable"), (SpecialMember.NotYet, "Not yet happened"),
    ];

    public static LoadStep Seed(SourcedDimension dimension) => Step(
        dimension,
        member => MemberRow.Columns(dimension, Int((long)member.Member), k => new Literal.Null(SqlTypes.Of(k.Type)), inferred: false, Text(Seeded)));

    /// <summary>Of a dimension that the tool fills: nothing is known of them but what to call them.</summary>
    public static LoadStep Seed(Dimension dimension, TableDesign table, string label) => Step(
        dimension,
        member =>
        [
            .. table.Columns.Select(c => (c.Name == dimension.KeyColumn
                ? Int((long)member.Member)
                : c.Name == label ? Text(member.Label) : (SqlExpression)new Literal.Null(SqlTypes.Of(c.Type))).As(c.Name)),
        ]);

    public static LoadStep Seed(JunkDimension dimension) => Step(
        dimension,
        member =>
        [
            Int((long)member.Member).As(dimension.KeyColumn),
            .. dimension.Attributes.Select(a => MemberRow.Default(a).As(a.Name.Text)),
            Text(Seeded).As(GeneratedColumns.LoadedBy),
        ]);

    private static LoadStep Step(Dimension dimension, Func<(SpecialMember Member, string Label), ImmutableArray<SelectItem>> row)
    {
        var table = new TableName(dimension.Schema, dimension.TableName);
        var rows = All.Select(row).ToImmutableArray();
        var columns = rows[0].Select(i => i.Name).ToImmutableArray();
        var members = new UnionAll([.. rows.Select(r => new Select { Items = r })]);
        return new($"Seed the special members of {dimension.Name.Text}: -1 unknown, -2 not applicable, -3 not yet happened", new Insert(table, columns, new Select
        {
            Items = [.. columns.Select(c => Col("m", c).As(c))],
            From = new SubqueryRelation(members, "m"),
            Where = new Exists(
                new Select
                {
                    Items = [Int(1).As("found")],
                    From = new TableRelation(table, "d"),
                    Where = Eq(Col("d", dimension.KeyColumn), Col("m", dimension.KeyColumn)),
                },
                Negated: true),
        }));
    }
}
