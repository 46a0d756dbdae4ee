using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;
using Allocation = Warehouse.Compilation.Facts.Allocation;

namespace Warehouse.Compilation.Aggregates;

/// <summary>Which rows of a fact a batch writes, or shows under other attributes: asked before and after it does.</summary>
internal static class TouchedFacts
{
    private const string F = AggregateGroups.Fact;
    private const string T = AggregateGroups.Rows;
    private const string Key = "_key";

    /// <summary>Before a batch of the fact, or rows that waited, are written.</summary>
    public static IEnumerable<LoadStep> BeforeWrites(FactLoad load) => load.Aggregates.SelectMany(a => BeforeWrites(a, load));

    /// <summary>After they are written.</summary>
    public static IEnumerable<LoadStep> AfterWrites(FactLoad load) => load.Aggregates.Select(a => Written(a, load, "of the rows that are written, as they are now"));

    private static IEnumerable<LoadStep> BeforeWrites(AggregateLoad aggregate, FactLoad load)
    {
        yield return Written(aggregate, load, "of the rows that are to be written");
        if (load.PeriodRole is not null)
            yield return AggregateGroups.Touch(aggregate, "of the rows that their periods lose", new SubqueryRelation(Periods.Leaving(load), T), SameKey(F, T, FactTable.GrainColumns(load.Fact)));
        foreach (var measure in Allocation.Of(load))
            yield return AggregateGroups.Touch(aggregate, $"of the other lines over which {measure.Name.Text} is spread", new TableRelation(Allocation.Shares(load, measure), T), SameKey(F, T, FactTable.GrainColumns(load.Fact)));
    }

    /// <summary>By the grain: where corrections are appended, all that was said of it.</summary>
    private static LoadStep Written(AggregateLoad aggregate, FactLoad load, string which) => AggregateGroups.Touch(
        aggregate,
        which,
        new TableRelation(FactEffects.Effects(load), T),
        And(SameKey(F, T, FactTable.GrainColumns(load.Fact)), EffectKinds.Is(T, EffectKinds.Inserts, EffectKinds.Updates, EffectKinds.Deletes)));

    /// <summary>The rows that a role's members, which have come, are waited for by; or those that have got them.</summary>
    public static IEnumerable<LoadStep> Of(RoleLookup role, TableName come, IEnumerable<AggregateLoad> aggregates, string which, SqlExpression matches) => aggregates
        .Where(a => a.Fact.Name == role.Fact.Name && a.Roles.Any(r => r.Role.Name == role.Role.Name))
        .Select(a => AggregateGroups.Touch(a, which, new TableRelation(come, T), matches));

    /// <summary>The facts of the members of which a dimension's batch says something: asked before it is written and after.</summary>
    public static IEnumerable<LoadStep> Of(DimensionLoad load) =>
        from aggregate in load.Aggregates
        from role in aggregate.Roles
        where role.Via is null && role.Dimension.Name == load.Dimension.Name && aggregate.Levels.Any(l => l.Role.Role.Name == role.Role.Name && !l.NeverChanges)
        select AggregateGroups.Touch(aggregate, $"of the facts whose {role.Role.Name.Text} the batch speaks of", Versions(load, load), Eq(Col(F, role.Role.KeyColumn), Col(T, Key)));

    /// <summary>The facts of the members whose combination may be another: asked before they follow and after.</summary>
    public static IEnumerable<LoadStep> Of(DimensionLoad load, ProfileLoad profile) =>
        from aggregate in load.Aggregates
        from role in aggregate.Roles
        where role.Via is { } via && via.Dimension.Name == load.Dimension.Name && role.Dimension.Name == profile.Profile.Name
        select AggregateGroups.Touch(aggregate, $"of the facts whose {role.Role.Name.Text} may be another", Versions(load, profile.History), Eq(Col(F, role.Via!.Role.KeyColumn), Col(T, Key)));

    /// <summary>The facts of the days or times of which a calendar or clock is to say something else.</summary>
    public static IEnumerable<LoadStep> Of(PipelineLoad load, Dimension dimension, TableName changes) =>
        from aggregate in load.Aggregates
        from role in aggregate.Roles
        where role.Dimension.Name == dimension.Name
        select AggregateGroups.Touch(aggregate, $"of the facts whose {role.Role.Name.Text} is corrected", new TableRelation(changes, T), Eq(Col(F, role.Role.KeyColumn), Col(T, dimension.KeyColumn)));

    /// <summary>Every version of the members that the batch changes, and of those whose history it makes anew.</summary>
    private static SubqueryRelation Versions(DimensionLoad load, DimensionLoad judged)
    {
        Select Of(TableName members) => new()
        {
            Distinct = true,
            Items = [Col("d", load.Dimension.KeyColumn).As(Key)],
            From = new TableRelation(members, "c"),
            Joins = [new(JoinKind.Inner, new TableRelation(load.Target(), "d"), SameKey("d", "c", load.NaturalKey()))],
        };
        Query versions = judged.ChangeStore is null ? Of(judged.Changes()) : new UnionAll([Of(judged.Changes()), Of(judged.LateMembers())]);
        return new(versions, T);
    }
}
