using Warehouse.Cli.Targets;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.Observing;

/// <summary>When each pipeline last committed a batch, and of what time that batch was, as the target's ledger says.</summary>
internal sealed record LastCommits(string Pipeline, DateTime CommittedAt, DateTime BatchAt)
{
    public static async Task<IReadOnlyList<LastCommits>> ReadAsync(OpenTarget target, CancellationToken cancellationToken)
    {
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var query = new Select
        {
            Items = [new(Column("pipeline"), "pipeline"), Latest("committed_at"), Latest("batch_at")],
            From = new TableRelation(StateTables.Batch.ToTable(), "t"),
            GroupBy = [Column("pipeline")],
        };
        var rows = await session.QueryAsync(new SqlCommandText(SqlWriter.Write(query, target.Dialect, ParameterStyle.Driver)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Rows.Select(r => new LastCommits((string)r[0]!, (DateTime)r[1]!, (DateTime)r[2]!))];
    }

    private static ColumnReference Column(string name) => new("t", name);

    private static SelectItem Latest(string column) => new(new Aggregate(AggregateFunction.Max, Column(column)), column);
}
