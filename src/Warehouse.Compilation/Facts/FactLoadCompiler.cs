using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>One batch of a fact: infer, resolve, compare by grain, write, assert, record.</summary>
internal static class FactLoadCompiler
{
    public static LoadScript Compile(FactLoad load, SourceShape shape, string suffix)
    {
        var stage = FactStage.Design(load, suffix);
        return new()
        {
            Pipeline = load.Pipeline,
            Landing = (shape.Rows as TableRelation is { } rows && shape.HasRowNumber) ? rows.Table : null,
            StagingTables = [stage.Table],
            Stage = StageCompiler.Compile(stage, shape),
            Fences = [.. load.AlsoWrites.Append(load.Pipeline).Order(StringComparer.Ordinal)],
            Apply =
            [
                .. AggregateGroups.Begin(load.Aggregates),
                .. load.Roles.Where(r => r.Rejects).Select(r => RejectUnknown(r, stage)),
                .. HeldFacts.Hold(load, stage),
                .. Infer(load, stage),
                .. load.Roles.Where(r => r.TakesUnknown).SelectMany(r => LateKeys.Resolve(r, load.Aggregates)),
                .. Find(load, stage),
                .. RejectSteps.Compile(stage, load.Pipeline),
                .. Write(load, stage),
                .. AggregateSteps.Renew(load.Aggregates),
                .. LedgerSteps.Compile(load.Pipeline, load.Source, FactCounts.Of(load, stage)),
            ],
        };
    }

    /// <summary>Members that are to be there before the rows that name them.</summary>
    public static IEnumerable<LoadStep> Infer(FactLoad load, StageDesign stage) =>
    [
        .. load.Roles.Where(r => r.Infers).SelectMany(r => InferredMembers.Compile(r, stage)),
        .. load.Roles.Where(r => r.Collects).SelectMany(r => JunkMembers.Compile(r, stage)),
    ];

    /// <summary>What the accepted rows of a stage, be they of a batch or out of those that waited, do to the fact.</summary>
    public static IEnumerable<LoadStep> Find(FactLoad load, StageDesign stage) =>
    [
        .. KeyResolution.Compile(load, stage),
        .. CurrencyConversion.Compile(load),
        .. load.Fact.Type == FactType.AccumulatingSnapshot ? Milestones.Compile(load) : [],
        .. load.Fact.Fill != Fill.None ? PeriodFill.Compile(load) : [],
        .. FactEffects.Find(load, stage),
        .. Allocation.Compile(load),
    ];

    public static IEnumerable<LoadStep> Write(FactLoad load, StageDesign stage) =>
    [
        .. FactInvariants.OfEffects(load, stage),
        .. TouchedFacts.BeforeWrites(load),
        .. load.PeriodRole is null ? [] : Periods.Replace(load),
        .. FactWrites.Compile(load),
        .. Allocation.SpreadAgain(load),
        .. TouchedFacts.AfterWrites(load),
        .. FactInvariants.Conservation(load, stage),
    ];

    private static LoadStep RejectUnknown(RoleLookup lookup, StageDesign stage) => new($"Turn away facts of a {lookup.Role.Name.Text} that has not come", new Update(
        stage.Table,
        StageDesign.Alias,
        [
            new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
            new(ChangeColumns.Code, Text("unknown-member")),
            new(ChangeColumns.Reason, Text($"{lookup.Dimension.Name.Text} has no such member, and late is reject")),
            new(ChangeColumns.Payload, new RowAsJson(StageDesign.Alias, [])),
        ])
    {
        Where = And(StageDesign.Accepted, lookup.IsGiven(StageDesign.Alias), InferredMembers.IsUnknown(lookup)),
    });
}
