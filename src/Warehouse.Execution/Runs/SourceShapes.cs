using Warehouse.Compilation.Loads;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>How the rows of sources in the warehouse lie, as its catalogue says; and whether they are there at all.</summary>
internal sealed class SourceShapes(IWarehouseSession session, LoadContext context)
{
    public async Task<(SourceShape? Shape, Diagnostic? Refusal)> OfAsync(PipelineLoad load, SourceRead read, CancellationToken cancellationToken) => read.Source.Origin switch
    {
        SourceOrigin.Table table => await OfTableAsync(read, table, cancellationToken).ConfigureAwait(false),
        SourceOrigin.Query query => OfQuery(read.Source, query),
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

        var types = columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        var needed = read.Columns.Select(c => c.Name).Concat(read.Source.Watermark is { } w ? [w.Column.Text] : []).Distinct(StringComparer.Ordinal);
        var missing = needed.Where(c => !types.ContainsKey(c)).ToList();
        if (missing.Count > 0)
        {
            return (null, ExecutionRules.SourceColumnMissing.At(
                table.Name.Span,
                $"`{name.Schema}.{name.Name}` has no column {string.Join(", ", missing.Select(m => $"`{m}`"))}; it has {string.Join(", ", columns.Select(c => $"`{c.Name}`"))}",
                "add the column to the table, or take it out of the model"));
        }

        return (new(new TableRelation(name, SourceShape.Alias), false, (column, _) => types.GetValueOrDefault(column)), null);
    }

    /// <summary>What a query yields is not known before it runs: its columns are read through text.</summary>
    private (SourceShape?, Diagnostic?) OfQuery(Source source, SourceOrigin.Query query)
    {
        var engine = context.Target.Engine.Text;
        var text = query.Texts.Where(t => t.Engine.Text == engine).Concat(query.Texts.Where(t => t.Engine.Text == "default")).Select(t => t.Sql).FirstOrDefault();
        return text is null
            ? (null, ExecutionRules.NoQueryForEngine.At(query.Span, $"`{source.Name}` has no query for `{engine}`", $"add `{engine}:` or `default:` under `sql`"))
            : (new(new SubqueryRelation(new RawQuery(text), SourceShape.Alias), false, (_, _) => null), null);
    }

    private TableName NameOf(SourceOrigin.Table table)
    {
        var dot = table.Name.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(context.Project.Defaults.Landing, table.Name.Text) : new(table.Name.Text[..dot], table.Name.Text[(dot + 1)..]);
    }
}
