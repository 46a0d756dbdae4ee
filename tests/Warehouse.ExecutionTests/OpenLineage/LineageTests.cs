using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Warehouse.ExecutionTests.Cli;
using Xunit;

namespace Warehouse.ExecutionTests.OpenLineage;

/// <summary>The events that a load leaves in a file, judged by the published schemas.</summary>
public sealed class LineageTests
{
    private const string ToFile = "\nobserve:\n  lineage: {file: out/lineage.ndjson}\n";

    [Fact]
    public async Task An_event_says_from_which_file_to_which_table_how_many_rows_came_and_what_each_column_is_made_of()
    {
        using var shop = await ShopAsync(ToFile);

        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        var sale = Events(shop).Last(e => Job(e) == "fact_sale" && Type(e) == "COMPLETE");
        var source = sale.GetProperty("inputs")[0];
        source.GetProperty("namespace").GetString().ShouldBe("file");
        source.GetProperty("name").GetString().ShouldBe($"{shop.Folder}/data/sales_*.csv");
        source.GetProperty("inputFacets").GetProperty("subset").GetProperty("inputCondition").GetProperty("locations")[0].GetString().ShouldBe($"{shop.Folder}/data/sales_2024-03-02.csv");
        source.GetProperty("inputFacets").GetProperty("inputStatistics").GetProperty("rowCount").GetInt64().ShouldBe(2);
        sale.GetProperty("inputs").EnumerateArray().Skip(1).Select(i => i.GetProperty("name").GetString()).ShouldBe(["shop.mart.dim_date", "shop.mart.dim_product"]);
        var output = sale.GetProperty("outputs").EnumerateArray().ShouldHaveSingleItem();
        output.GetProperty("namespace").GetString().ShouldBe($"duckdb://{shop.Folder}/.warehouse/shop.duckdb");
        output.GetProperty("name").GetString().ShouldBe("shop.mart.fact_sale");
        output.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64().ShouldBe(2);
        output.GetProperty("facets").GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("name")} {f.GetProperty("type")}").ShouldContain("amount decimal(18,2)");
        var product = output.GetProperty("facets").GetProperty("columnLineage").GetProperty("fields").GetProperty("product_key").GetProperty("inputFields").EnumerateArray()
            .Select(f => $"{f.GetProperty("name").GetString()!.Split('/')[^1]}.{f.GetProperty("field")} {f.GetProperty("transformations")[0].GetProperty("type")} {f.GetProperty("transformations")[0].GetProperty("subtype")}");
        product.ShouldBe(["shop.mart.dim_product.product_key DIRECT IDENTITY", "sales_*.csv.sku INDIRECT JOIN", "sales_*.csv.sold_at INDIRECT JOIN"]);
        sale.GetProperty("eventTime").GetString().ShouldBe("2024-05-06T07:08:09.000000Z");
        sale.GetProperty("run").GetProperty("facets").GetProperty("nominalTime").GetProperty("nominalStartTime").GetString().ShouldBe("2024-03-02T00:00:00.000000Z");
    }

    [Fact]
    public async Task The_same_load_at_the_same_time_leaves_the_same_bytes()
    {
        using var shop = await ShopAsync(ToFile);
        await shop.RunAsync("run");
        var first = await File.ReadAllBytesAsync(Path.Combine(shop.Folder, "out/lineage.ndjson"), TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(shop.Folder, ".warehouse"), recursive: true);

        await shop.RunAsync("run");

        var both = await File.ReadAllBytesAsync(Path.Combine(shop.Folder, "out/lineage.ndjson"), TestContext.Current.CancellationToken);
        both.ShouldBe([.. first, .. first], "it is written to the end of the file");
    }

    [Fact]
    public async Task A_batch_that_fails_says_why_and_one_that_waits_for_it_is_given_up()
    {
        using var shop = await ShopAsync(ToFile);
        shop.Write("data/products_2024-03-02.csv", "sku;name;price\nMUG;Trail Mug;1\n");

        (await shop.RunAsync("run")).Exit.ShouldBe(5);

        var lines = File.ReadAllLines(Path.Combine(shop.Folder, "out/lineage.ndjson"));
        (await PublishedSchemas.ProblemsOfAsync(lines)).SelectMany(p => p).ShouldBeEmpty();
        var failed = Events(shop).Single(e => Type(e) == "FAIL");
        Job(failed).ShouldBe("dim_product");
        failed.GetProperty("run").GetProperty("facets").GetProperty("errorMessage").GetProperty("message").GetString()!.ShouldStartWith("WH5033 (wrong-delimiter): `dim_product`");
        failed.GetProperty("outputs")[0].GetProperty("facets").TryGetProperty("columnLineage", out _).ShouldBeFalse("nothing was written");
        Job(Events(shop).Single(e => Type(e) == "ABORT")).ShouldBe("fact_sale");
    }

    [Fact]
    public async Task Tables_of_Postgres_are_named_by_server_and_database()
    {
        using var project = Workspace.Of("postgres", ("data/a.csv", "id,name\n1,x\n"));
        project.Write("warehouse.yml", "version: 1\nname: small\nsources:\n  s: {files: {path: data/a.csv}, feed: snapshot}\ndimensions:\n  thing: {source: s, key: {id: integer}, attributes: {name: string}}\n" + project.Target + ToFile);

        var run = await project.RunAsync("run");

        run.Exit.ShouldBe(0, run.ToString());
        var lines = File.ReadAllLines(Path.Combine(project.Folder, "out/lineage.ndjson"));
        (await PublishedSchemas.ProblemsOfAsync(lines)).SelectMany(p => p).ShouldBeEmpty();
        var output = JsonDocument.Parse(lines[^1]).RootElement.GetProperty("outputs")[0];
        output.GetProperty("namespace").GetString()!.ShouldMatch("^postgres://.+:[0-9]+$");
        output.GetProperty("name").GetString()!.ShouldEndWith(".mart.dim_thing");
    }

    public static TheoryData<string, string> Breaks => new()
    {
        { "run.runId", "" }, { "run.runId", "\"not-a-uuid\"" }, { "producer", "" }, { "eventTime", "\"yesterday\"" }, { "eventType", "\"ENDED\"" }, { "job.name", "" },
        { "run.facets.parent.job.namespace", "" }, { "run.facets.nominalTime._producer", "" }, { "run.facets.nominalTime.nominalStartTime", "" },
        { "run.facets.processing_engine.version", "1" }, { "job.facets.jobType.integration", "" },
        { "outputs.0.name", "" }, { "outputs.0.facets.schema.fields.0.name", "" }, { "outputs.0.facets.columnLineage.fields", "" },
        { "outputs.0.facets.columnLineage.fields.sale_id.inputFields", "" }, { "outputs.0.facets.columnLineage.fields.sale_id.inputFields.0.field", "" },
        { "outputs.0.facets.columnLineage.fields.sale_id.inputFields.0.transformations.0.type", "" }, { "outputs.0.facets.dataSource.uri", "\"no uri\"" },
        { "outputs.0.outputFacets.outputStatistics.rowCount", "\"2\"" }, { "inputs.0.inputFacets.subset.inputCondition.type", "\"place\"" },
        { "outputs.0.facets.schema._schemaURL", "\"https://openlineage.io/spec/facets/9-9-9/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet\"" },
        { "outputs.0.facets.schema._schemaURL", "\"https://openlineage.io/spec/facets/1-0-1/DatasourceDatasetFacet.json#/$defs/DatasourceDatasetFacet\"" },
    };

    /// <summary>The validator can say no: to every way in which one event is broken here.</summary>
    [Fact]
    public async Task A_broken_event_is_refused()
    {
        using var shop = await ShopAsync(ToFile);
        await shop.RunAsync("run");
        var whole = File.ReadAllLines(Path.Combine(shop.Folder, "out/lineage.ndjson")).Last(l => l.Contains("fact_sale", StringComparison.Ordinal));

        var judged = await PublishedSchemas.ProblemsOfAsync([whole, .. Breaks.Select(b => Broken(whole, b.Data.Item1, b.Data.Item2))]);

        judged[0].ShouldBeEmpty();
        judged.Skip(1).Zip(Breaks).Where(j => j.First.Count == 0).Select(j => $"{j.Second.Data}").ShouldBeEmpty();
    }

    /// <summary>Without the member at the end of the path, or with another value there.</summary>
    private static string Broken(string line, string path, string value)
    {
        var root = JsonNode.Parse(line)!;
        var parts = path.Split('.');
        var at = root;
        foreach (var part in parts[..^1])
            at = int.TryParse(part, out var index) ? at![index] : at![part];
        var parent = at.ShouldNotBeNull(path).AsObject();
        parent.ContainsKey(parts[^1]).ShouldBeTrue(path);
        if (value.Length == 0)
            parent.Remove(parts[^1]);
        else
            parent[parts[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    internal static async Task<Shop> ShopAsync(string observe)
    {
        var shop = await Shop.NewAsync();
        shop.Write("warehouse.yml", await File.ReadAllTextAsync(Path.Combine(shop.Folder, "warehouse.yml")) + observe);
        return shop;
    }

    private static List<JsonElement> Events(Shop shop) => [.. File.ReadAllLines(Path.Combine(shop.Folder, "out/lineage.ndjson")).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Type(JsonElement e) => e.GetProperty("eventType").GetString()!;

    private static string Job(JsonElement e) => e.GetProperty("job").GetProperty("name").GetString()!;
}
