using System.Collections.Immutable;
using Warehouse.Model.Checks.Aggregates;
using Warehouse.Model.Checks.Bridges;
using Warehouse.Model.Checks.Dimensions;
using Warehouse.Model.Checks.Facts;
using Warehouse.Model.Checks.Names;
using Warehouse.Model.Checks.Sources;
using Warehouse.Model.Checks.Tests;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>The rules that every model is held to.</summary>
public static class ModelChecks
{
    /// <summary>Every rule, in the order of the codes; the problems of expressions have rules of their own (<see cref="Expressions.ExpressionRules"/>).</summary>
    public static ImmutableArray<IModelCheck> All { get; } =
    [
        new UnknownSource(),
        new UnknownDimension(),
        new UnknownBridge(),
        new UnknownFact(),
        new InvalidName(),
        new ReservedName(),
        new NameDeclaredTwice(),
        new DuplicateTable(),
        new RoleViewClash(),
        new NameTooLong(),
        new UnusedSource(),
        new UnknownDefaultTarget(),
        new NoTarget(),
        new HistoryWithoutTime(),
        new UnknownAccessSchema(),
        new FeedMissing(),
        new ChangesWithoutTime(),
        new FeedWithoutWatermark(),
        new WatermarkOnFiles(),
        new WatermarkIsEffectiveTime(),
        new ScopeWithoutSnapshot(),
        new ScopeNotInDimension(),
        new DeleteWhenOnSnapshot(),
        new MaxFutureOnChanges(),
        new ConflictUndecided(),
        new ContractColumnMissing(),
        new ColumnOfTwoTypes(),
        new ColumnsDifferByCase(),
        new TimeColumnType(),
        new OrderByUntyped(),
        new FreshnessInverted(),
        new QueryMissesEngine(),
        new KeyTypeUnsuitable(),
        new KeyRepeatedAsAttribute(),
        new GeneratedColumnClash(),
        new ColumnClash(),
        new MiniDimensionRepeatsAttribute(),
        new HierarchyLevelUnknown(),
        new HierarchyLevelRepeated(),
        new CalendarRange(),
        new BandEdges(),
        new BandType(),
        new OutriggerKeyArity(),
        new OutriggerCycle(),
        new ParentKeyArity(),
        new ParentIsSelf(),
        new AllowedValueUnconvertible(),
        new AllowedValueRepeated(),
        new DefaultUnconvertible(),
        new DefaultNotAllowed(),
        new PiiWithoutMask(),
        new MaskWithoutPii(),
        new FormerNameStillUsed(),
        new ScopeWithoutTypeOne(),
        new RememberWithoutChanges(),
        new UnknownStorageColumn(),
        new BridgeMemberArity(),
        new BridgeWeight(),
        new BridgeColumnReused(),
        new RoleKeyArity(),
        new RoleKeyType(),
        new UnknownVia(),
        new UnknownMiniDimension(),
        new RoleRepeated(),
        new LateOnCalendar(),
        new DurableWithoutVersions(),
        new GrainUnknown(),
        new EventTimeMissing(),
        new FactColumnClash(),
        new AccumulatingWithoutMilestones(),
        new MilestonesElsewhere(),
        new LagMilestoneUnknown(),
        new LagOfNothing(),
        new PeriodicWithoutPeriod(),
        new PeriodElsewhere(),
        new PeriodRoleMissing(),
        new FactlessWithMeasures(),
        new FactWithoutMeasures(),
        new AdditiveExceptUnknown(),
        new MeasureNotNumeric(),
        new AdditiveRatio(),
        new ConversionIncomplete(),
        new DuplicateModeUnfit(),
        new LateFactsWithoutTime(),
        new AggregateAttributeUnknown(),
        new AggregateMeasureUnknown(),
        new AggregateNotAdditive(),
        new TestTargetUnknown(),
        new TestSourceUnknown(),
        new TestGivenColumnUnknown(),
        new TestExpectedColumnUnknown(),
        new TestValueUnconvertible(),
        new TestStepsOutOfOrder(),
        new TestExpectsNothing(),
        new DurableMissing(),
        new DeletesWithoutEffect(),
        new ConversionUnfit(),
        new HoldInSnapshot(),
        new LagWithoutCalendar(),
        new AllocationUnfit(),
        new UnknownInGrain(),
        new CombinationTypeUnsuitable(),
        new ViaWithoutEventTime(),
        new LastWithoutCalendar(),
        new MeasureNotConformed(),
        new CombinationTakenFrom(),
        new CombinationOfNothing(),
        new CombinationAlwaysThere(),
        new ViaFollowsItsRole(),
        new OutriggerToCombination(),
        new ViaWithoutMember(),
        new AggregateThroughBridge(),
        new AggregateByOutrigger(),
        new AggregateTypeUnsuitable(),
        new AggregateColumnClash(),
        new BridgeMemberUnnamed(),
        new BridgeOfChanges(),
        new WatermarkType(),
        new WatermarkDistance(),
        new PartitionType(),
    ];

    /// <summary>Everything that is wrong with a model, in the order of file, line, column and code.</summary>
    public static ImmutableArray<Diagnostic> Run(Project project) =>
    [
        .. All.SelectMany(check => check.Check(project))
            .Concat(ExpressionProblems.Of(project))
            .Distinct()
            .OrderBy(d => d.Span.File, StringComparer.Ordinal)
            .ThenBy(d => d.Span.Line)
            .ThenBy(d => d.Span.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal),
    ];
}
