using System.Text;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;
using Warehouse.TestEngines;

namespace Warehouse.DialectTests.Generated;

/// <summary>The first days of the retail sample, loaded by generated scripts alone.</summary>
internal static class SampleDays
{
    private const int RowsAtOnce = 500;

    private static readonly string[] Days = ["2024-03-01", "2024-03-02"];

    private static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dim_customer"] = "customers_{0}.csv",
        ["dim_product"] = "products_{0}.csv",
        ["dim_promotion"] = "promotions_{0}.csv",
        ["dim_store"] = "stores_{0}.ndjson",
        ["dim_employee"] = "staff_{0}.csv",
        ["bridge_sales_team"] = "teams_{0}.csv",
        ["fact_order_fulfilment"] = "fulfilments_{0}.csv",
        ["fact_promotion_coverage"] = "coverage_{0}.csv",
        ["fact_stock_daily"] = "stock_{0}.csv",
        ["dim_supplier"] = "suppliers_{0}.csv",
        ["rate_fx_daily"] = "rates_{0}.csv",
        ["fact_purchase_line"] = "purchases_{0}.csv",
        ["fact_footfall_daily"] = "visits_{0}.csv",
        ["fact_order_line"] = "order_lines_{0}.csv",
        ["fact_return_line"] = "return_lines_{0}.csv",
    };

    /// <summary>A database that holds the days, with every script run in order.</summary>
    public static async Task<ScriptDatabase> LoadAsync(string engine)
    {
        var database = ScriptDatabase.Of(engine);
        try
        {
            var scripts = await GeneratedScripts.OfAsync(engine);
            foreach (var script in scripts.Where(s => !IsLoad(s)))
                database.Run(script, new Dictionary<string, string?>(StringComparer.Ordinal));
            foreach (var day in Days)
                foreach (var script in scripts.Where(IsLoad))
                    Load(database, script, day);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static bool IsLoad(GeneratedScript script) => script.File.StartsWith("load/", StringComparison.Ordinal);

    private static void Load(ScriptDatabase database, GeneratedScript script, string day)
    {
        // load/02_dim_customer.sql
        var pipeline = Path.GetFileNameWithoutExtension(script.File)[3..];
        var file = Files.TryGetValue(pipeline, out var pattern) ? pattern.Replace("{0}", day, StringComparison.Ordinal) : null;
        if (file is not null)
            Land(database, pipeline, file);
        database.Run(script, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["batch_id"] = $"{pipeline} of {day}",
            ["batch_at"] = $"{day} 00:00:00",
            ["file_name"] = file,
            ["file_hash"] = file is null ? null : $"hash of {file}",
            ["model_hash"] = "the model",
            ["lo"] = null,
            ["hi"] = null,
            ["read_from"] = null,
            ["mode"] = "incremental",
            ["started_at"] = $"{day} 06:00:00",
            ["committed_at"] = $"{day} 06:00:01",
        });
    }

    private static void Land(ScriptDatabase database, string pipeline, string name)
    {
        var path = RepositoryRoot.Combine("models", "retail", "data", name);
        var csv = CsvFormat.Standard with { Delimiter = pipeline == "dim_promotion" ? ';' : ',' };
        var format = name.EndsWith(".csv", StringComparison.Ordinal) ? FileFormat.Csv : FileFormat.Ndjson;
        using var rows = TextRows.Open(new LandingFile(name, path, () => File.OpenRead(path), format, csv, []));
        var table = $"landing_{pipeline}";
        var landed = database.Query($"SELECT column_name FROM information_schema.columns WHERE table_schema = '_warehouse' AND table_name = '{table}'").Lines.ToHashSet(StringComparer.Ordinal);
        var columns = rows.Columns.Select((column, index) => (Name: column, Index: index)).Where(c => landed.Contains(c.Name)).ToList();
        var tuples = new List<string>();
        for (var row = 1; rows.Read(); row++)
        {
            var cells = columns.Select(c => rows.TryGet(c.Index, out var utf8) ? Literal(Encoding.UTF8.GetString(utf8)) : "NULL");
            tuples.Add($"({string.Join(", ", cells)}, {(rows.Problem is { } problem ? Literal(problem) : "NULL")}, {row})");
        }

        foreach (var part in tuples.Chunk(RowsAtOnce))
            database.Run($"INSERT INTO _warehouse.{table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}, _problem, _row) VALUES\n{string.Join(",\n", part)}");
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
