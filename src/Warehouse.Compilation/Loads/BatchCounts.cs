using Warehouse.Compilation.Staging;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>What a batch counts: aggregates over the relation of its effects, by the ledger's names.</summary>
/// <param name="Stage">The staging table, whose rows are those read; null for a load without a source.</param>
internal sealed record BatchCounts(StageDesign? Stage, Relation Effects, IReadOnlyDictionary<string, SqlExpression> Counted)
{
    public SqlExpression Of(string name) => (name, Stage) switch
    {
        _ when Counted.TryGetValue(name, out var count) => count,
        (LoadCounts.Read, { } stage) => Staged(stage),
        (LoadCounts.Rejected, { } stage) => Staged(stage, Outcomes.Rejected),
        (LoadCounts.Superseded, { } stage) => Staged(stage, Outcomes.Superseded, Outcomes.Duplicate),
        (LoadCounts.Held, { } stage) => Staged(stage, Outcomes.Held),
        _ => Int(0),
    };

    /// <summary>How many staged rows came to one of these ends; all of them when none is named.</summary>
    public static ScalarSubquery Staged(StageDesign stage, params ReadOnlySpan<string> outcomes) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = stage.Relation,
        Where = outcomes.Length switch
        {
            0 => null,
            1 => Eq(Col(StageDesign.Alias, ChangeColumns.Outcome), Text(outcomes[0])),
            _ => new In(Col(StageDesign.Alias, ChangeColumns.Outcome), [.. outcomes.ToArray().Select(Text)]),
        },
    });
}
