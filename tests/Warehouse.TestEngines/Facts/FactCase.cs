using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>A small star, what its sources deliver day by day, and what its tables hold then: stated once, answered by every engine.</summary>
/// <param name="Model">Its sources are files `data/NAME_*.csv`, with the batch time in the name.</param>
public sealed record FactCase(string Name, string Model, params ImmutableArray<FactStep> Steps)
{
    /// <summary>What reads a source under this file name: `data/orders_*.csv` is `orders`.</summary>
    public static string FileName(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Path.GetFileName(pattern)[..^"_*.csv".Length];
    }
}

/// <summary>One day: the files that are delivered, and what holds after they are loaded.</summary>
public sealed record FactStep(string Day)
{
    /// <summary>CSV texts by the name of the file, without its day.</summary>
    public ImmutableArray<(string File, string Csv)> Delivers { get; init; } = [];

    /// <summary>Counts of the day's batch of a pipeline.</summary>
    public ImmutableArray<(string Pipeline, string Count, long Rows)> Counts { get; init; } = [];

    /// <summary>Queries in words that all engines share, and the lines that they give, in order.</summary>
    public ImmutableArray<(string Sql, ImmutableArray<string> Lines)> Shows { get; init; } = [];

    /// <summary>The codes of the day's rejected rows.</summary>
    public ImmutableArray<string> Rejects { get; init; } = [];

    public FactStep Deliver(string file, params ReadOnlySpan<string> rows) => this with { Delivers = Delivers.Add((file, string.Join('\n', rows) + "\n")) };

    public FactStep Count(string pipeline, params ReadOnlySpan<(string Count, long Rows)> counts)
    {
        var all = Counts;
        foreach (var (count, rows) in counts)
            all = all.Add((pipeline, count, rows));
        return this with { Counts = all };
    }

    public FactStep Show(string sql, params ImmutableArray<string> lines) => this with { Shows = Shows.Add((sql, lines)) };

    public FactStep Reject(params ImmutableArray<string> codes) => this with { Rejects = codes };
}
