using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql;
using Warehouse.Sql.Dialects;

namespace Warehouse.Publishing.Generated;

/// <summary>The scripts of a project for one engine: what makes its tables, and a load per pipeline in run order.</summary>
public static class ScriptSet
{
    /// <summary>The files, and what the dialect cannot say of the loads.</summary>
    public static (ImmutableArray<GeneratedFile> Files, ImmutableArray<UnwritableLoad> Unwritable) Write(
        Project project, IReadOnlyList<PipelineLoad> loads, Dialect dialect)
    {
        var frame = new ScriptFrame(dialect);
        var files = ImmutableArray.CreateBuilder<GeneratedFile>();
        var unwritable = ImmutableArray.CreateBuilder<UnwritableLoad>();
        var width = Math.Max(2, loads.Count.ToString(CultureInfo.InvariantCulture).Length);

        files.Add(File("00_state.sql", frame.Write(
            $"{project.Name.Text} on {dialect.Name}: what the warehouse remembers of its own loading",
            ["Run it once; it may be run again."],
            dialect.Prelude,
            SchemaCompiler.State())));
        Try(null, () => File("01_tables.sql", frame.Write(
            $"{project.Name.Text} on {dialect.Name}: schemas, tables and special members",
            ["Run it once, after 00_state.sql; it may be run again."],
            [],
            [.. SchemaCompiler.Schemas(loads), .. loads.SelectMany(l => SchemaCompiler.Tables(l)), .. LandingTables.Create(loads)])));
        foreach (var (load, index) in loads.Where(l => l.HasBatches).Select((load, index) => (load, index)))
        {
            var name = (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
            Try(load, () => File($"load/{name}_{load.Pipeline}.sql", LoadText(project, load, dialect, frame)));
        }

        return (files.ToImmutable(), unwritable.ToImmutable());

        GeneratedFile File(string path, string text) => new($"{dialect.Name}/{path}", text);

        void Try(PipelineLoad? load, Func<GeneratedFile> write)
        {
            try
            {
                files.Add(write());
            }
            catch (UnsupportedException e)
            {
                unwritable.Add(new(load, e));
            }
        }
    }

    private static string LoadText(Project project, PipelineLoad load, Dialect dialect, ScriptFrame frame)
    {
        var source = load.Reads()?.Source;
        var from = source is null ? "" : $" from {source.Name.Text}";
        var script = LoadCompiler.Compile(load, source is null ? null : LoadScriptSteps.Shape(project, load, source), "");
        if (dialect.DefinitionsCommit)
            script = TablesBeforeTransaction.In(script);
        return frame.Write(
            $"{project.Name.Text} on {dialect.Name}: load {load.Pipeline}{from}, one batch",
            LoadScriptSteps.Notes(source, script),
            [],
            LoadScriptSteps.Of(script));
    }
}

/// <summary>A load that a dialect has no words for; null: the tables.</summary>
public sealed record UnwritableLoad(PipelineLoad? Load, UnsupportedException Reason);
