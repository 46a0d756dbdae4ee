using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Execution.Runs;

/// <summary>How the rows of sources in the warehouse lie, as the engine says; and whether they are there at all.</summary>
internal sealed class SourceShapes(IWarehouseSession session, LoadContext context)
{
    public async Task<(SourceShape? Shape, Diagnostic? Refusal)> OfAsync(PipelineLoad load, SourceRead read, CancellationToken cancellationToken) => read.Source.Origin switch
    {
        SourceOrigin.Table table => await OfTableAsync(read, table, cancellationToken).ConfigureAwait(false),
        SourceOrigin.Query query => await OfQueryAsync(read, query, cancellationToken).ConfigureAwait(false),
        var origin => throw new ArgumentException($"{load.Pipeline}: {origin.GetType().Name} is not in the warehouse", nameof(load)),
    };

    private async Task<(SourceShape?, Diagnostic?)> OfTableAsync(SourceRead read, SourceOrigin.Table table, CancellationToken cancellationToken)
    {
        var name = NameOf(table);
        var columns = await session.ColumnsAsync(name, cancellationToken).ConfigureAwait(false);
        if (columns.IsEmpty)
        {
            return (null, ExecutionRules.SourceMissing.At(
                table.Name.Span, $"the target has no table `{name.Schema}.{name.Name}`, where `{read.Source.Name}` has its rows", "create it, or mend the source's `table`"));
        }

        return DeliveredColumns.Problem(read, columns, $"`{name.Schema}.{name.Name}`", table.Name.Span, "the table") is { } problem
            ? (null, problem)
            : (Shape(new TableRelation(name, SourceShape.Alias), columns), null);
    }

    /// <summary>The engine describes a query without running it.</summary>
    private async Task<(SourceShape?, Diagnostic?)> OfQueryAsync(SourceRead read, SourceOrigin.Query query, CancellationToken cancellationToken)
    {
        var (source, engine) = (read.Source, context.Target.Engine.Text);
        if (query.TextFor(engine) is not { } text)
            return (null, ExecutionRules.NoQueryForEngine.At(query.Span, $"`{source.Name}` has no query for `{engine}`", $"add `{engine}:` or `default:` under `sql`"));
        var raw = new RawQuery(text);
        ImmutableArray<CatalogColumn> columns;
        try
        {
            columns = await session.ColumnsOfQueryAsync(SqlWriter.Write(raw, context.Dialect, ParameterStyle.Driver), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e) when (e.Failure is EngineFailure.Statement or EngineFailure.TableMissing)
        {
            return (null, ExecutionRules.SourceQueryFailed.At(query.Span, $"the query of `{source.Name}` cannot be run: {e.Message}", "mend the query under `sql`; it is given to the engine as it is"));
        }

        return DeliveredColumns.Problem(read, columns, $"the query of `{source.Name}`", query.Span, "the query") is { } problem
            ? (null, problem)
            : (Shape(new SubqueryRelation(raw, SourceShape.Alias), columns), null);
    }

    private static SourceShape Shape(Relation rows, ImmutableArray<CatalogColumn> columns)
    {
        var types = columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        return new(rows, false, (column, _) => types.GetValueOrDefault(column));
    }

    private TableName NameOf(SourceOrigin.Table table)
    {
        var dot = table.Name.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(context.Project.Defaults.Landing, table.Name.Text) : new(table.Name.Text[..dot], table.Name.Text[(dot + 1)..]);
    }
}
