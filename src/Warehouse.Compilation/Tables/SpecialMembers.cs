using System.Collections.Immutable;
using Warehouse.Compilation.Bridges;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
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

    public static LoadStep Seed(JunkDimension dimension) => Seed(dimension, dimension.Attributes);

    public static LoadStep Seed(ProfileDimension dimension) => Seed(dimension, dimension.Mini.Attributes);

    private static LoadStep Seed(Dimension dimension, ImmutableArray<Model.Star.Attribute> attributes) => Step(
        dimension,
        member =>
        [
            Int((long)member.Member).As(dimension.KeyColumn),
            .. attributes.Select(a => MemberRow.Default(a).As(a.Name.Text)),
            Text(Seeded).As(GeneratedColumns.LoadedBy),
        ]);

    /// <summary>A special group leads to the special member.</summary>
    public static LoadStep Seed(BridgeLoad load) => Step(
        load.Groups,
        member => BridgeRow.Columns(load.Bridge, Int((long)member.Member), Int((long)member.Member), g => new Literal.Null(SqlTypes.Of(g.Type)), Text(Seeded)));

    /// <summary>Special members are their own ancestors, so that who goes through the closure loses no fact.</summary>
    public static LoadStep Seed(TableDesign closure) => Step(
        closure.Name,
        closure.ToTable(),
        ParentTables.Descendant,
        member =>
        [
            Int((long)member.Member).As(ParentTables.Ancestor), Int((long)member.Member).As(ParentTables.Descendant), Int(0).As(ParentTables.Depth),
            True.As(ParentTables.IsRoot), True.As(ParentTables.IsLeaf), Text(member.Label).As(ParentTables.Path),
        ]);

    private static LoadStep Step(Dimension dimension, Func<(SpecialMember Member, string Label), ImmutableArray<SelectItem>> row) =>
        Step(dimension.Name.Text, dimension.ToTable(), dimension.KeyColumn, row);

    private static LoadStep Step(string name, TableName table, string key, Func<(SpecialMember Member, string Label), ImmutableArray<SelectItem>> row)
    {
        var rows = All.Select(row).ToImmutableArray();
        var columns = rows[0].Select(i => i.Name).ToImmutableArray();
        var members = new UnionAll([.. rows.Select(r => new Select { Items = r })]);
        return new($"Seed the special members of {name}: -1 unknown, -2 not applicable, -3 not yet happened", new Insert(table, columns, new Select
        {
            Items = [.. columns.Select(c => Col("m", c).As(c))],
            From = new SubqueryRelation(members, "m"),
            Where = None(new TableRelation(table, "d"), Eq(Col("d", key), Col("m", key))),
        }));
    }
}
