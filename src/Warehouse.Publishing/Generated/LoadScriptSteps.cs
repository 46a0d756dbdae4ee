using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Publishing.Generated;

/// <summary>A compiled load as one sequence of statements that runs without the toolkit.</summary>
internal static class LoadScriptSteps
{
    public static ImmutableArray<LoadStep> Of(LoadScript script) =>
    [
        .. script.StagingTables.Select(t => new LoadStep("What an earlier run that was stopped has left", new DropTable(t))),
        .. script.Stage,
        .. script.Fences.Select(Fence.Ensure),
        new("All or nothing from here", new BeginTransaction()),
        .. script.Fences.Select(Fence.Take),
        .. script.Apply,
        .. Landed(script),
        new("The batch is loaded", new CommitTransaction()),
        .. script.StagingTables.Select(t => new LoadStep("Staging is done with", new DropTable(t))),
    ];

    public static ImmutableArray<string> Notes(Source? source, LoadScript script) =>
    [
        .. script.Landing is { } landing
            ? [$"Put the rows of one file into {landing.Schema}.{landing.Name}, then run this; the file's batch time is batch_at."]
            : ImmutableArray<string>.Empty,
        .. source?.Watermark is { } watermark
            ? [watermark.IsNumber
                ? $"lo_number is the watermark where the last batch ended, hi_number where this one ends (by {watermark.Column.Text}); lo and hi are NULL."
                : $"lo is the watermark where the last batch ended, hi where this one ends (by {watermark.Column.Text}), read_from is lo less the lookback."]
            : ImmutableArray<string>.Empty,
        "Ask _warehouse.batch for batch_id first: a batch that is there is loaded. Where the engine enforces keys, the script stops at it and nothing is written.",
    ];

    /// <summary>Without a connection, a table or query is taken to hold what the model declares.</summary>
    /// <exception cref="UnsupportedException">The source has no query for the dialect.</exception>
    public static SourceShape Shape(Project project, PipelineLoad load, Source source, Dialect dialect) => source.Origin switch
    {
        SourceOrigin.Table table => SourceShape.AsDeclared(source, new TableRelation(TableOf(project, table), SourceShape.Alias)),
        SourceOrigin.Query query => SourceShape.AsDeclared(source, new SubqueryRelation(new RawQuery(TextOf(source, query, dialect)), SourceShape.Alias)),
        _ => SourceShape.Landed(LoadCompiler.Landing(load, "")),
    };

    private static string TextOf(Source source, SourceOrigin.Query query, Dialect dialect) => query.TextFor(dialect.Name) ?? throw new UnsupportedException(
        dialect.Name, $"`{source.Name}`, whose `sql` has neither `{dialect.Name}` nor `default`,", $"add `{dialect.Name}:` or `default:` under `sql`, or leave the engine out with `--engine`");

    private static TableName TableOf(Project project, SourceOrigin.Table table)
    {
        var dot = table.Name.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(project.Defaults.Landing, table.Name.Text) : new(table.Name.Text[..dot], table.Name.Text[(dot + 1)..]);
    }

    // In the same transaction: a file that is loaded is no longer there to be loaded.
    private static IEnumerable<LoadStep> Landed(LoadScript script)
    {
        if (script.Landing is { } landing)
            yield return new("Make room for the next file", new Delete(landing, "l", new Literal.Boolean(true)));
    }
}
