using System.Globalization;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Loading;

/// <summary>What has become of one pipeline so far.</summary>
internal sealed class LiveRow(string pipeline)
{
    private RowCounts _counts = RowCounts.Zero;
    private TimeSpan _spent;
    private int _done;
    private string? _trouble;

    public string Pipeline => pipeline;

    public int Planned { get; set; }

    /// <summary>When its batch that is under way began; null where none is.</summary>
    public DateTime? Began { get; set; }

    public string Doing { get; set; } = "";

    /// <summary>What is shown where there is no room for all, lowest first: what is under way, what has gone wrong, what is to come, what is done.</summary>
    public int Rank => Began is not null ? 0 : _trouble is not null ? 1 : _done < Planned ? 2 : 3;

    public void Finish(BatchOutcome outcome)
    {
        _counts = outcome.Result.Status == BatchStatus.Committed ? _counts.Plus(outcome.Result.Counts) : _counts;
        _spent += outcome.Duration;
        _done++;
        _trouble ??= outcome.Result.Error is null ? null : LoadJson.Word(outcome.Result.Status);
        Began = null;
        Doing = "";
    }

    public string Cell(string head, DateTime now)
    {
        var spent = _spent + (Began is { } began ? now - began : TimeSpan.Zero);
        var read = _counts[LoadCounts.Read];
        return head switch
        {
            LiveFrame.Batches => string.Create(CultureInfo.InvariantCulture, $"{_done}/{Planned}"),
            LiveFrame.Read => Moments.Number(read),
            LiveFrame.Versions => Moments.Number(_counts[LoadCounts.NewMembers] + _counts[LoadCounts.NewVersions]),
            LiveFrame.Rejected => Moments.Number(_counts[LoadCounts.Rejected]),
            LiveFrame.Rate => _spent > TimeSpan.Zero && read > 0 ? Moments.Number((long)(read / _spent.TotalSeconds)) : "",
            LiveFrame.Elapsed => _trouble ?? (spent > TimeSpan.Zero ? Moments.Seconds(spent) : ""),
            _ => pipeline,
        };
    }
}
