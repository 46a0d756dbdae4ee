using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Lineage;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Lineage;

/// <summary>What a run's batches are in OpenLineage's words: a job a pipeline, a run of it a batch, that begins once and ends once.</summary>
public sealed class LineageEvents(LineageNames names)
{
    private const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LineageFacets _facets = new(names);
    private readonly ConditionalWeakTable<PipelineLoad, PipelineLineage> _lineages = [];

    /// <summary>One line of JSON; null for what is no event of lineage.</summary>
    public string? Of(LoadEvent value) => value switch
    {
        LoadEvent.BatchStarted e => Event(e.At, "START", e.RunId, e.Number, e.Batch, null),
        LoadEvent.BatchFinished e => Event(e.At, Ending(e.Outcome.Result), e.RunId, e.Number, e.Outcome.Batch, e.Outcome.Result),
        _ => null,
    };

    /// <summary>What was not tried to the end has failed at nothing.</summary>
    private static string Ending(BatchResult result) => result.Error?.Rule switch
    {
        null => "COMPLETE",
        var rule when rule == ExecutionRules.UpstreamFailed || rule == ExecutionRules.Interrupted => "ABORT",
        _ => "FAIL",
    };

    private string Event(DateTime at, string type, Guid runId, int number, PendingBatch batch, BatchResult? result)
    {
        var lineage = _lineages.GetValue(batch.Load, PipelineLineage.Of);
        return new JsonObject
        {
            ["eventType"] = type,
            ["eventTime"] = LineageFacets.Iso(at),
            ["run"] = Run(runId, number, batch, result),
            ["job"] = new JsonObject { ["namespace"] = names.Jobs, ["name"] = batch.Load.Pipeline, ["facets"] = new JsonObject { ["jobType"] = _facets.JobType() } },
            ["inputs"] = new JsonArray([.. lineage.Inputs.Select(i => Input(i, batch, result))]),
            ["outputs"] = new JsonArray([.. lineage.Outputs.Select((o, i) => Output(o, isFirst: i == 0, result))]),
            ["producer"] = names.Producer,
            ["schemaURL"] = Schema,
        }.ToJsonString(Plain);
    }

    private JsonObject Run(Guid runId, int number, PendingBatch batch, BatchResult? result)
    {
        var facets = new JsonObject { ["parent"] = _facets.Parent(runId), ["nominalTime"] = _facets.NominalTime(batch.BatchAt), ["processing_engine"] = _facets.ProcessingEngine() };
        if (result?.Error is { } error)
            facets["errorMessage"] = _facets.ErrorMessage(error);
        return new() { ["runId"] = BatchIdentity.OfTry(runId, number, batch.BatchId).ToString(), ["facets"] = facets };
    }

    private JsonObject Input(LineageInput input, PendingBatch batch, BatchResult? result)
    {
        var (ofNamespace, name) = names.Of(input);
        var dataset = new JsonObject { ["namespace"] = ofNamespace, ["name"] = name, ["facets"] = new JsonObject { ["dataSource"] = _facets.DataSource(ofNamespace) } };
        if (input is not LineageInput.OfSource { Source: var source } || source.Name != batch.Load.Reads?.Source.Name)
            return dataset;
        var facets = new JsonObject();
        if (batch.File is { } file)
            facets["subset"] = _facets.Subset(file.FullPath.Replace('\\', '/'));
        if (result is { Status: BatchStatus.Committed })
            facets["inputStatistics"] = _facets.InputStatistics(result.Counts, batch.File is not null);
        if (facets.Count > 0)
            dataset["inputFacets"] = facets;
        return dataset;
    }

    /// <summary>What the table is made of is said when it is: at the end of a batch that was committed.</summary>
    private JsonObject Output(TableLineage output, bool isFirst, BatchResult? result)
    {
        var table = new LineageInput.OfTable(output.Table.Schema, output.Table.Name);
        var (ofNamespace, name) = names.Of(table);
        var facets = new JsonObject { ["dataSource"] = _facets.DataSource(ofNamespace) };
        var dataset = new JsonObject { ["namespace"] = ofNamespace, ["name"] = name, ["facets"] = facets };
        if (result is not { Status: BatchStatus.Committed })
            return dataset;
        facets["schema"] = _facets.Schema(output.Table.Columns);
        if (!output.Columns.IsEmpty)
            facets["columnLineage"] = _facets.ColumnLineage(output);
        if (isFirst)
            dataset["outputFacets"] = new JsonObject { ["outputStatistics"] = _facets.OutputStatistics(result.Counts) };
        return dataset;
    }
}
