using System.Globalization;
using System.Text.Json.Nodes;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Lineage;
using Warehouse.Planning.Tables;

namespace Warehouse.Execution.Lineage;

/// <summary>The facets of lineage events, each in the version of its published schema that is named in it.</summary>
internal sealed class LineageFacets(LineageNames names)
{
    /// <summary>Counts of rows that were written to the published table, new and changed ones.</summary>
    private static readonly string[] Written =
    [
        LoadCounts.NewMembers, LoadCounts.NewVersions, LoadCounts.ClosedVersions, LoadCounts.Overwritten, LoadCounts.Corrected, LoadCounts.Inserted, LoadCounts.Updated,
    ];

    public JsonObject Parent(Guid runId) => Of("1-2-0", "ParentRunFacet", new()
    {
        ["run"] = new JsonObject { ["runId"] = runId.ToString() },
        ["job"] = new JsonObject { ["namespace"] = names.Jobs, ["name"] = LineageNames.RunJob },
    });

    public JsonObject NominalTime(DateTime batchAt) => Of("1-0-1", "NominalTimeRunFacet", new() { ["nominalStartTime"] = Iso(batchAt) });

    public JsonObject ProcessingEngine() => Of("1-1-1", "ProcessingEngineRunFacet", new() { ["version"] = names.Version, ["name"] = "Warehouse", ["openlineageAdapterVersion"] = names.Version });

    public JsonObject ErrorMessage(Diagnostic error) => Of("1-0-1", "ErrorMessageRunFacet", new()
    {
        ["message"] = error.Help is { } help ? $"{error.Code} ({error.Rule.Name}): {error.Message}; {help}" : $"{error.Code} ({error.Rule.Name}): {error.Message}",
        ["programmingLanguage"] = "SQL",
    });

    public JsonObject JobType() => Of("2-0-4", "JobTypeJobFacet", new() { ["processingType"] = "BATCH", ["integration"] = "WAREHOUSE", ["jobType"] = "MODEL" });

    public JsonObject DataSource(string ofNamespace)
    {
        var facet = new JsonObject { ["name"] = ofNamespace };
        if (names.UriOf(ofNamespace) is { } uri)
            facet["uri"] = uri;
        return Of("1-0-1", "DatasourceDatasetFacet", facet);
    }

    public JsonObject Schema(IEnumerable<ColumnDesign> columns) => Of("1-2-0", "SchemaDatasetFacet", new()
    {
        ["fields"] = new JsonArray([.. columns.Select((c, i) =>
        {
            var field = new JsonObject { ["name"] = c.Name, ["type"] = c.Type.ToString() };
            if (c.Description is { } description)
                field["description"] = description;
            field["ordinal_position"] = i + 1;
            return field;
        })]),
    });

    public JsonObject ColumnLineage(TableLineage table)
    {
        var fields = new JsonObject();
        foreach (var column in table.Columns)
            fields[column.Column] = new JsonObject { ["inputFields"] = Inputs(column.Inputs) };
        var facet = new JsonObject { ["fields"] = fields };
        if (!table.Rows.IsEmpty)
            facet["dataset"] = Inputs(table.Rows);
        return Of("1-2-0", "ColumnLineageDatasetFacet", facet);
    }

    public JsonObject InputStatistics(RowCounts counts, bool isFile)
    {
        var facet = new JsonObject { ["rowCount"] = counts[LoadCounts.Read] };
        if (isFile)
            facet["fileCount"] = 1;
        return Of("1-0-0", "InputStatisticsInputDatasetFacet", facet);
    }

    /// <summary>Which of a source's files was read.</summary>
    public JsonObject Subset(string path) => Of("1-0-0", "BaseSubsetDatasetFacet", "InputSubsetInputDatasetFacet", new()
    {
        ["inputCondition"] = new JsonObject { ["type"] = "location", ["locations"] = new JsonArray(path) },
    });

    public JsonObject OutputStatistics(RowCounts counts) =>
        Of("1-0-2", "OutputStatisticsOutputDatasetFacet", new() { ["rowCount"] = Written.Sum(c => counts[c]) });

    public static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z";

    private JsonArray Inputs(IEnumerable<InputColumn> columns) =>
    [
        .. columns.GroupBy(c => (c.Input, c.Column)).Select(g => new JsonObject
        {
            ["namespace"] = names.Of(g.Key.Input).Namespace,
            ["name"] = names.Of(g.Key.Input).Name,
            ["field"] = g.Key.Column,
            ["transformations"] = new JsonArray([.. g.Select(c => Transformation(c.Influence))]),
        }),
    ];

    private static JsonObject Transformation(Influence influence) => new()
    {
        ["type"] = influence.IsDirect() ? "DIRECT" : "INDIRECT",
        ["subtype"] = influence == Influence.GroupBy ? "GROUP_BY" : influence.ToString().ToUpperInvariant(),
        ["description"] = "",
        ["masking"] = false,
    };

    private JsonObject Of(string version, string name, JsonObject members) => Of(version, name, name, members);

    private JsonObject Of(string version, string file, string name, JsonObject members)
    {
        var facet = new JsonObject
        {
            ["_producer"] = names.Producer,
            ["_schemaURL"] = $"https://openlineage.io/spec/facets/{version}/{file}.json#/$defs/{name}",
        };
        foreach (var (key, value) in members)
            facet[key] = value?.DeepClone();
        return facet;
    }
}
