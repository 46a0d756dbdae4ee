using System.CommandLine;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Sessions;

namespace Warehouse.Cli.Commands;

/// <summary>`query`: rows of the target. What a statement writes is rolled back.</summary>
internal static class QueryCommand
{
    public static CliCommand Create()
    {
        var sql = new Argument<string>("sql") { HelpName = "SQL", Description = "A query in the target's own words." };
        var csv = new Option<bool>("--csv") { Description = "As CSV (RFC 4180); NULL is an empty field, an empty text is quoted." };
        return new CliCommand("query", "Rows of the target, as a table, JSON or CSV; nothing is changed.", "query --project models/retail \"select * from mart.dim_store where is_current\"")
        {
            Arguments = { sql },
            Options = { csv },
            Handler = (context, parsed, cancel) => RunAsync(context, parsed.GetRequiredValue(sql), parsed.GetValue(csv), cancel),
        };
    }

    private static async Task<int> RunAsync(CommandContext context, string sql, bool csv, CancellationToken cancellationToken)
    {
        if (csv && context.Json)
            throw CommandException.Usage("`--csv` and `--json` are two ways to write rows", "give one of them");
        var (folder, project, _) = OpenProject.ReadSound(context);
        await using var target = OpenTarget.Open(context, folder, project);
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        RowSet rows;
        try
        {
            rows = await session.QueryAsync(new SqlCommandText(sql), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await session.RollbackAsync().ConfigureAwait(false);
        }

        if (csv)
            context.Host.Out.Write(RowsAsCsv.Write(rows));
        else if (context.Json)
            context.Host.Out.WriteLine(RowsAsJson.Write(rows));
        else
            ShowTable(context, rows);
        return ExitCode.Done;
    }

    private static void ShowTable(CommandContext context, RowSet rows)
    {
        if (rows.Columns.IsEmpty)
        {
            context.Say("no rows");
            return;
        }

        var table = new TextTable([.. rows.Columns.Select((c, i) => new TextColumn(c, Right: rows.Rows.All(r => r[i] is null or long or decimal or double)))]);
        foreach (var row in rows.Rows)
            table.Add([.. row.Select(Values.Shown)]);
        // Elsewhere than on a terminal nothing is cut: it is read by programs.
        context.Host.Out.Write(table.Write(context.Host.OutIsTerminal ? context.Host.Width : 0, context.ColourOut));
        context.Say(Counted.Of(rows.Rows.Count, "row"));
    }
}
