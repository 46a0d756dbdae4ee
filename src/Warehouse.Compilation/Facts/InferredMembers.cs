using System.Collections.Immutable;
using Warehouse.Compilation.Bridges;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Members that are asked for before their source delivers them are put in place first, in the transaction of who asks.</summary>
internal static class InferredMembers
{
    public static TableName Early(RoleLookup lookup) => new(null, $"early_{lookup.Fact.Name.Text}_{lookup.Role.Name.Text}");

    public static IEnumerable<LoadStep> Compile(RoleLookup lookup, StageDesign stage)
    {
        var early = new Select
        {
            Distinct = true,
            Items = [.. lookup.NaturalKey.Select((k, i) => Col(StageDesign.Alias, lookup.StagedColumns[i]).As(k.Name))],
            From = stage.Relation,
            Where = And(StageDesign.Accepted, lookup.IsGiven(StageDesign.Alias), IsUnknown(lookup)),
        };
        return Compile(lookup.Role.Name.Text, lookup.Dimension, Early(lookup), early);
    }

    /// <param name="early">The table of their natural keys.</param>
    /// <param name="unknown">The distinct natural keys that the dimension does not have.</param>
    public static IEnumerable<LoadStep> Compile(string name, Dimension dimension, TableName early, Select unknown)
    {
        yield return new($"Find the members of {name} that have not come yet", new CreateTableAs(early, unknown, TableLifetime.Transaction));
        yield return new(
            "Put them in place, for their source to fill in",
            dimension is GroupDimension groups ? BridgeRow.Infer(groups, early) : Infer((SourcedDimension)dimension, early));
    }

    /// <summary>The dimension has no version of the staged row's member.</summary>
    public static Exists IsUnknown(RoleLookup lookup) => None(new TableRelation(lookup.Table(), "d"), lookup.SameMember("d", StageDesign.Alias));

    private static Insert Infer(SourcedDimension dimension, TableName early)
    {
        var table = dimension.ToTable();
        ImmutableArray<Ordering> order = [.. dimension.NaturalKey.Select(k => Col("m", k.Name.Text).Ascending(isText: k.Type is DataType.Text))];
        var numbered = new Select
        {
            Items =
            [
                (dimension.Surrogate == Surrogate.Hash ? HashKey.OfMember(dimension, "m") : NextKey.After(table, dimension, order)).As("_key"),
                .. dimension.NaturalKey.Select(k => Col("m", k.Name.Text).As(k.Name.Text)),
            ],
            From = new TableRelation(early, "m"),
        };
        var row = MemberRow.Columns(dimension, Col("n", "_key"), k => Col("n", k.Name.Text), inferred: true, BatchParameters.BatchId);
        return new(table, [.. row.Select(i => i.Name)], new Select
        {
            With = [new("numbered", numbered)],
            Items = row,
            From = new CommonTableRelation("numbered", "n"),
        });
    }
}
