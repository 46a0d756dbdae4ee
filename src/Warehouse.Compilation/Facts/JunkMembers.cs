using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>The combinations of flags that a fact meets first get their keys in the fact's own transaction; NULL is a value among others.</summary>
internal static class JunkMembers
{
    public static TableName Met(RoleLookup lookup) => new(null, $"met_{lookup.Fact.Name.Text}_{lookup.Role.Name.Text}");

    public static SqlExpression Count(RoleLookup lookup) =>
        new ScalarSubquery(new Select { Items = [CountRows().As("members")], From = new TableRelation(Met(lookup)) });

    public static IEnumerable<LoadStep> Compile(RoleLookup lookup, StageDesign stage)
    {
        var known = None(new TableRelation(lookup.Table(), "d"), lookup.SameMember("d", StageDesign.Alias));
        yield return new($"Find combinations of {lookup.Role.Name.Text} that are met for the first time", new CreateTableAs(Met(lookup), new Select
        {
            Distinct = true,
            Items = [.. lookup.NaturalKey.Select((k, i) => Col(StageDesign.Alias, lookup.StagedColumns[i]).As(k.Name))],
            From = stage.Relation,
            Where = And(StageDesign.Accepted, stage.Columns.Any(c => c.Name == ChangeColumns.IsDelete) ? Not(Col(StageDesign.Alias, ChangeColumns.IsDelete)) : True, known),
        }, TableLifetime.Transaction));
        yield return new("Give them keys, in the order of their values", Combinations.Insert((JunkDimension)lookup.Dimension, Met(lookup)));
    }
}
