using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// References to other dimensions become keys before anything is compared, so that they have a history like every attribute. The durable
/// key is kept: it names the member for ever, whatever becomes of the other dimension's versions.
/// </summary>
internal static class Outriggers
{
    private const string S = StageDesign.Alias;

    public static TableName Early(DimensionLoad load, OutriggerLookup lookup) => new(null, $"early_{load.Dimension.Name.Text}_{lookup.Attribute.Name.Text}");

    /// <summary>
    /// The staged columns that name the other member, and the one for its key: −1 where nobody is named. A partial row that names nobody
    /// says nothing of the reference, which stays NULL until it is filled from the change before.
    /// </summary>
    public static IEnumerable<StageColumn> Stage(DimensionLoad load, OutriggerLookup lookup)
    {
        var named = lookup.NaturalKey.Select((k, i) => StageValues.Column(load.Read, lookup.Attribute.Outrigger!.Key[i].Text, k.Type)).ToList();
        for (var i = 0; i < named.Count; i++)
            yield return new(lookup.StagedColumns[i], lookup.NaturalKey[i].Type, named[i]);
        SqlExpression open = new Literal.Null(new SqlType.Integer());
        yield return new(lookup.KeyColumn, DataType.Int64, load.Fills() ? open : When(Or(named.Select(IsNull)), Int((long)SpecialMember.Unknown), open));
    }

    public static IEnumerable<LoadStep> Resolve(DimensionLoad load, OutriggerLookup lookup, StageDesign stage)
    {
        var table = lookup.Dimension.ToTable();
        SqlExpression SameMember(string other, string staged) => And(lookup.NaturalKey.Select((k, i) => Eq(Col(other, k.Name), Col(staged, lookup.StagedColumns[i]))));
        SqlExpression IsNamed(string staged) => load.Fills() ? And(lookup.StagedColumns.Select(c => IsNotNull(Col(staged, c)))) : True;
        var stands = new In(Col(S, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]);
        if (lookup.Dimension is SourcedDimension)
        {
            var unknown = new Select
            {
                Distinct = true,
                Items = [.. lookup.NaturalKey.Select((k, i) => Col(S, lookup.StagedColumns[i]).As(k.Name))],
                From = stage.Relation,
                Where = And(
                    stands,
                    IsNull(Col(S, lookup.KeyColumn)),
                    IsNamed(S),
                    None(new TableRelation(table, "o"), SameMember("o", S))),
            };
            foreach (var step in InferredMembers.Compile(lookup.Attribute.Name.Text, lookup.Dimension, Early(load, lookup), unknown))
                yield return step;
        }

        var isLast = lookup.Dimension is SourcedDimension ? Col("o", GeneratedColumns.IsLast) : (SqlExpression)True;
        yield return new($"Find the key of every {lookup.Attribute.Name.Text}", new Update(stage.Table, "t", [new(lookup.KeyColumn, Col("o", lookup.Referred))])
        {
            From = new TableRelation(table, "o"),
            Where = And(SameMember("o", "t"), isLast, IsNull(Col("t", lookup.KeyColumn))),
        });
        if (lookup.Dimension is not SourcedDimension)
        {
            yield return new($"What the {lookup.Dimension.Name.Text} does not hold is unknown", new Update(stage.Table, "t", [new(lookup.KeyColumn, Int((long)SpecialMember.Unknown))])
            {
                Where = And(IsNull(Col("t", lookup.KeyColumn)), IsNamed("t")),
            });
        }
    }
}
