using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Compilation.Views;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Views;
using Warehouse.Sql;
using Warehouse.Sql.Dialects;

namespace Warehouse.Publishing.Generated;

/// <summary>The scripts of a project for one engine: what makes its tables and views, and a load per pipeline in run order.</summary>
public static class ScriptSet
{
    /// <summary>The files, and what the dialect cannot say of it.</summary>
    public static (ImmutableArray<GeneratedFile> Files, ImmutableArray<Unwritable> Unwritable) Write(
        Project project, IReadOnlyList<PipelineLoad> loads, Dialect dialect)
    {
        var frame = new ScriptFrame(dialect);
        var files = ImmutableArray.CreateBuilder<GeneratedFile>();
        var unwritable = ImmutableArray.CreateBuilder<Unwritable>();
        var width = Math.Max(2, loads.Count.ToString(CultureInfo.InvariantCulture).Length);

        files.Add(File("00_state.sql", frame.Write(
            $"{project.Name.Text} on {dialect.Name}: what the warehouse remembers of its own loading",
            ["Run it once; it may be run again."],
            dialect.Prelude,
            SchemaCompiler.State())));
        Try(SourceSpan.None, () => files.Add(File("01_tables.sql", frame.Write(
            $"{project.Name.Text} on {dialect.Name}: schemas, tables and special members",
            ["Run it once, after 00_state.sql; it may be run again."],
            [],
            [.. SchemaCompiler.Schemas(loads), .. loads.SelectMany(l => SchemaCompiler.Tables(l)), .. LandingTables.Create(loads)]))));
        var views = ImmutableArray.CreateBuilder<WantedView>();
        foreach (var view in ViewPlanner.Plan(project))
            Try(view.DeclaredAt, () => views.Add(ViewCompiler.Wanted(view, dialect)));
        if (views.Count > 0)
        {
            files.Add(File("02_views.sql", frame.Write(
                $"{project.Name.Text} on {dialect.Name}: views",
                ["Run it after 01_tables.sql, and again when it has changed; it may be run again."],
                [],
                ViewCompiler.Publication(project.Name.Text, views.ToImmutable()))));
        }

        foreach (var (load, index) in loads.Where(l => l.HasBatches).Select((load, index) => (load, index)))
        {
            var name = (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
            Try(PlaceOf(load, dialect), () => files.Add(File($"load/{name}_{load.Pipeline}.sql", LoadText(project, load, dialect, frame))));
        }

        return (files.ToImmutable(), unwritable.ToImmutable());

        GeneratedFile File(string path, string text) => new($"{dialect.Name}/{path}", text);

        void Try(SourceSpan place, Action write)
        {
            try
            {
                write();
            }
            catch (UnsupportedException e)
            {
                unwritable.Add(new(place, e));
            }
        }
    }

    /// <summary>What of the model asks for the script: a query that is not there, else the pipeline.</summary>
    private static SourceSpan PlaceOf(PipelineLoad load, Dialect dialect) =>
        load.Reads?.Source.Origin is SourceOrigin.Query query && query.TextFor(dialect.Name) is null ? query.Span : load.DeclaredAt;

    private static string LoadText(Project project, PipelineLoad load, Dialect dialect, ScriptFrame frame)
    {
        var source = load.Reads?.Source;
        var from = source is null ? "" : $" from {source.Name.Text}";
        var script = LoadCompiler.Compile(load, source is null ? null : LoadScriptSteps.Shape(project, load, source, dialect), "");
        if (dialect.DefinitionsCommit)
            script = TablesBeforeTransaction.In(script);
        return frame.Write(
            $"{project.Name.Text} on {dialect.Name}: load {load.Pipeline}{from}, one batch",
            LoadScriptSteps.Notes(source, script),
            [],
            LoadScriptSteps.Of(script));
    }
}

/// <summary>What a dialect has no words for, and what of the model asks for it.</summary>
public sealed record Unwritable(SourceSpan Place, UnsupportedException Reason);
