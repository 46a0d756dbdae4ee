using System.Diagnostics;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Telemetry;

/// <summary>The span of one statement of a batch, named by its purpose. It has the statement's text and none of the values that are given with it.</summary>
internal static class StatementSpan
{
    /// <summary>Runs what has no rows to tell.</summary>
    public static Task RunAsync(string purpose, Dialect dialect, Func<Task> run) => RunAsync<object?>(purpose, null, dialect, async () =>
    {
        await run().ConfigureAwait(false);
        return null;
    });

    // Null where nobody listens.
    private static Activity? Start(string purpose, Statement? statement, Dialect dialect)
    {
        var span = Instruments.Spans.StartActivity(purpose, ActivityKind.Client);
        span?.SetTag(Attributes.DatabaseSystem, dialect.DatabaseSystem);
        if (span is null || Target(statement) is not var (operation, table))
            return span;
        span.SetTag(Attributes.Operation, operation);
        if (table is not null)
            span.SetTag(Attributes.Collection, table.Schema is { } schema ? $"{schema}.{table.Name}" : table.Name);
        return span;
    }

    /// <summary>Runs what the span stands for; an error of the engine's is the span's.</summary>
    public static async Task<T> RunAsync<T>(string purpose, Statement? statement, Dialect dialect, Func<Task<T>> run)
    {
        using var span = Start(purpose, statement, dialect);
        try
        {
            var result = await run().ConfigureAwait(false);
            if (result is long written)
                span?.SetTag(Attributes.RowsWritten, written);
            return result;
        }
        catch (EngineException e)
        {
            span?.SetTag(Attributes.ErrorType, e.Failure.ToString());
            span?.SetTag(Attributes.ResponseStatus, e.EngineCode);
            span?.SetStatus(ActivityStatusCode.Error, e.Failure.ToString());
            throw;
        }
    }

    /// <summary>Tells the statement's span what is about to be run, and nothing where no statement's span is the current one.</summary>
    public static void Says(string text)
    {
        if (Activity.Current is { Kind: ActivityKind.Client, IsAllDataRequested: true } span && span.Source.Name == Instruments.Name)
            span.SetTag(Attributes.QueryText, span.GetTagItem(Attributes.QueryText) is string before ? $"{before};\n{text}" : text);
    }

    private static (string Operation, TableName? Table)? Target(Statement? statement) => statement switch
    {
        Insert s => ("INSERT", s.Table),
        Update s => ("UPDATE", s.Table),
        Delete s => ("DELETE", s.Table),
        CreateTableAs s => ("CREATE TABLE", s.Table),
        DropTable s => ("DROP TABLE", s.Table),
        Assert => ("SELECT", null),
        _ => null,
    };
}
