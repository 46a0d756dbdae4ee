using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>What a batch of a fact counts, over its effects.</summary>
internal static class FactCounts
{
    private const string E = "e";

    public static BatchCounts Of(FactLoad load, StageDesign stage)
    {
        var isFilled = Col(E, GeneratedColumns.IsFilled);
        var fills = load.Fact.Fill != Fill.None;
        SqlExpression Count(params ReadOnlySpan<string> kinds) => CountWhere(fills ? And(EffectKinds.Is(E, kinds), Not(isFilled)) : EffectKinds.Is(E, kinds));
        var counts = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.Inserted] = Count(EffectKinds.Inserts),
            [LoadCounts.Updated] = Count(EffectKinds.Updates),
            [LoadCounts.Unchanged] = load.Deletes() ? Count(EffectKinds.Unchanged, EffectKinds.Absent) : Count(EffectKinds.Unchanged),
        };
        if (load.Fact.Milestones.Length > 1)
            counts[LoadCounts.OutOfOrder] = CountWhere(And(EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates), Milestones.AreOutOfOrder(load, E)));
        if (!load.Rates.IsEmpty)
            counts[LoadCounts.Unconverted] = load.Rates.Select(r => CountWhere(And(EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates), CurrencyConversion.IsUnconverted(r, E)))).Aggregate(Plus);
        if (fills)
            counts[LoadCounts.Filled] = CountWhere(And(EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates), isFilled));
        if (load.PeriodRole is not null)
            counts[LoadCounts.Removed] = new ScalarSubquery(new Select { Items = [CountRows().As("rows_found")], From = new TableRelation(Periods.Removed(load)) });
        if (load.Deletes())
            counts[LoadCounts.Deleted] = Count(EffectKinds.Deletes);
        if (load.Fact.OnDuplicate == OnDuplicate.Ignore)
            counts[LoadCounts.Ignored] = Count(EffectKinds.Ignored);
        if (!load.Order.IsEmpty)
            counts[LoadCounts.Superseded] = Plus(BatchCounts.Staged(stage, Outcomes.Superseded, Outcomes.Duplicate), Count(EffectKinds.Overtaken));
        if (load.Fact.LateFacts is { } late)
            counts[LoadCounts.Late] = CountWhere(And(EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates), Less(Col(E, GeneratedColumns.EventAt), FactStage.LatestAccepted(late))));
        var inferred = load.Roles.Where(r => r.Infers)
            .Select(r => (SqlExpression)new ScalarSubquery(new Select { Items = [CountRows().As("members")], From = new TableRelation(InferredMembers.Early(r)) }))
            .ToList();
        if (inferred.Count > 0)
            counts[LoadCounts.Inferred] = inferred.Aggregate(Plus);
        if (load.Roles.Any(r => r.Collects))
            counts[LoadCounts.NewMembers] = load.Roles.Where(r => r.Collects).Select(JunkMembers.Count).Aggregate(Plus);
        if (load.Roles.Any(r => r.TakesUnknown))
            counts[LoadCounts.Resolved] = load.Roles.Where(r => r.TakesUnknown).Select(r => LateKeys.Count(r)).Aggregate(Plus);
        if (load.Held is not null)
            counts[LoadCounts.Held] = BatchCounts.Staged(stage, Outcomes.Held);
        if (load.Held is not null && load.Fact.OnDuplicate is OnDuplicate.Update or OnDuplicate.AppendReversal)
            counts[LoadCounts.Corrected] = HeldFacts.CountCorrected(load);
        return new(stage, new TableRelation(FactEffects.Effects(load), E), counts);
    }
}
