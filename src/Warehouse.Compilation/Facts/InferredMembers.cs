using System.Collections.Immutable;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Members that a fact asks for before their source delivers them are put in place first, in the fact's own transaction.</summary>
internal static class InferredMembers
{
    public static TableName Early(RoleLookup lookup) => new(null, $"early_{lookup.Fact.Name.Text}_{lookup.Role.Name.Text}");

    public static IEnumerable<LoadStep> Compile(RoleLookup lookup, StageDesign stage)
    {
        var dimension = (SourcedDimension)lookup.Dimension;
        var early = new Select
        {
            Distinct = true,
            Items = [.. dimension.NaturalKey.Select((k, i) => Col(StageDesign.Alias, lookup.StagedColumns[i]).As(k.Name.Text))],
            From = stage.Relation,
            Where = And(StageDesign.Accepted, lookup.IsGiven(StageDesign.Alias), IsUnknown(lookup)),
        };
        yield return new($"Find the members of {lookup.Role.Name.Text} that have not come yet", new CreateTableAs(Early(lookup), early, TableLifetime.Transaction));

        ImmutableArray<Ordering> order = [.. dimension.NaturalKey.Select(k => Col("m", k.Name.Text).Ascending(isText: k.Type is DataType.Text))];
        var numbered = new Select
        {
            Items =
            [
                (dimension.Surrogate == Surrogate.Hash ? HashKey.OfMember(dimension, "m") : NextKey.After(lookup.Table(), dimension, order)).As("_key"),
                .. dimension.NaturalKey.Select(k => Col("m", k.Name.Text).As(k.Name.Text)),
            ],
            From = new TableRelation(Early(lookup), "m"),
        };
        var row = MemberRow.Columns(dimension, Col("n", "_key"), k => Col("n", k.Name.Text), inferred: true, BatchParameters.BatchId);
        yield return new("Put them in place, for their source to fill in", new Insert(lookup.Table(), [.. row.Select(i => i.Name)], new Select
        {
            With = [new("numbered", numbered)],
            Items = row,
            From = new CommonTableRelation("numbered", "n"),
        }));
    }

    /// <summary>The dimension has no version of the staged row's member.</summary>
    public static Exists IsUnknown(RoleLookup lookup) => new(
        new Select
        {
            Items = [Int(1).As("found")],
            From = new TableRelation(lookup.Table(), "d"),
            Where = lookup.SameMember("d", StageDesign.Alias),
        },
        Negated: true);
}
