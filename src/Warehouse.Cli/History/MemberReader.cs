using System.Collections.Immutable;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Targets;
using Warehouse.Compilation.Inspection;
using Warehouse.Compilation.Tables;
using Warehouse.Execution;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.History;

/// <summary>Asks a target for a member's history.</summary>
internal sealed class MemberReader(DimensionLoad load, OpenTarget target, IWarehouseSession session)
{
    private readonly MemberQueries _queries = new(load);

    public async Task<MemberHistory> ReadAsync(IReadOnlyList<string> typed, CancellationToken cancellationToken)
    {
        await RequireTablesAsync(cancellationToken).ConfigureAwait(false);
        var key = await KeyAsync(typed, cancellationToken).ConfigureAwait(false);
        var arguments = _queries.Key.Select((p, i) => new SqlArgument(p.Name, p.Type, key[i])).ToImmutableArray();
        var versions = await QueryAsync(_queries.Versions, arguments, cancellationToken).ConfigureAwait(false);
        if (versions.Rows.Count == 0)
        {
            throw new CommandException(ExitCode.FailedWhileRunning, CliRules.UnknownMember.At(
                SourceSpan.None,
                $"`{load.Dimension.Name}` has no member {string.Join(", ", load.Dimension.NaturalKey.Select((k, i) => $"{k.Name} {Rendering.Values.Text(key[i])}"))} in target `{target.Target.Name}`",
                $"look for it: `warehouse query \"select * from {load.Table.Schema}.{load.Table.Name}\"`; what was rejected is in {StateTables.RejectedRow.Schema}.{StateTables.RejectedRow.Name}"));
        }

        var changes = _queries.Changes is { } query ? await QueryAsync(query, arguments, cancellationToken).ConfigureAwait(false) : null;
        // Last, so that every batch that the rows name has been committed.
        var batches = await QueryAsync(_queries.Batches, arguments, cancellationToken).ConfigureAwait(false);
        return new MemberRows(load, versions, changes, batches).Tell(key);
    }

    private async Task<ImmutableArray<object>> KeyAsync(IReadOnlyList<string> typed, CancellationToken cancellationToken)
    {
        var row = await QueryAsync(_queries.Converted, [.. _queries.Typed.Select((p, i) => new SqlArgument(p.Name, p.Type, typed[i]))], cancellationToken).ConfigureAwait(false);
        var parts = load.Dimension.NaturalKey;
        var wrong = Enumerable.Range(0, parts.Length).Where(i => row.Rows[0][i] is null).Select(i =>
            CliRules.KeyUnconvertible.At(SourceSpan.None, $"`{typed[i]}` is not a value of `{parts[i].Name}`, which is of type {parts[i].Type}", $"`{load.Dimension.Name}` is keyed by {KeyOf(load)}")).ToImmutableArray();
        return wrong.IsEmpty ? [.. row.Rows[0].Select(v => v!)] : throw new CommandException(ExitCode.WrongUsage, wrong);
    }

    private async Task RequireTablesAsync(CancellationToken cancellationToken)
    {
        foreach (var table in load.Tables.Append(StateTables.Batch))
        {
            var found = await session.ColumnsAsync(table.ToTable(), cancellationToken).ConfigureAwait(false);
            var missing = table.Columns.Where(c => found.All(f => f.Name != c.Name)).Select(c => c.Name).ToList();
            if (missing.Count == 0)
                continue;
            var what = found.IsEmpty ? $"`{table.Schema}.{table.Name}` is not there yet" : $"`{table.Schema}.{table.Name}` has no {string.Join(", ", missing.Select(m => $"`{m}`"))}";
            throw new CommandException(ExitCode.FailedWhileRunning, ExecutionRules.TargetNotApplied.At(
                SourceSpan.None, $"target `{target.Target.Name}`: {what}", found.IsEmpty ? "run `warehouse run`, which makes the tables and loads them" : "see `warehouse plan`"));
        }
    }

    private Task<RowSet> QueryAsync(Select query, ImmutableArray<SqlArgument> arguments, CancellationToken cancellationToken) =>
        session.QueryAsync(new SqlCommandText(SqlWriter.Write(query, target.Dialect, ParameterStyle.Driver), arguments), cancellationToken);

    /// <summary>The natural key as it is typed.</summary>
    public static string KeyOf(DimensionLoad load) => string.Join(", ", load.Dimension.NaturalKey.Select(k => $"{k.Name} ({k.Type})"));
}
