namespace Warehouse.Model.Star;

/// <summary>Whom a run tells of itself besides the one who started it; none of them can make it fail.</summary>
public sealed record Observation
{
    public LineageOutput? Lineage { get; init; }

    /// <summary>The address that is told of a run that has failed. It is a secret: who knows it may write there.</summary>
    public SettingValue? FailureWebhook { get; init; }

    /// <summary>The file that a Prometheus node exporter reads.</summary>
    public SettingValue? MetricsTextfile { get; init; }
}

/// <summary>Where OpenLineage events go: to the end of a file, or to an address.</summary>
public sealed record LineageOutput
{
    public SettingValue? File { get; init; }

    public SettingValue? Url { get; init; }

    /// <summary>Sent to the address as a bearer token.</summary>
    public SettingValue? ApiKey { get; init; }

    /// <summary>The namespace of the jobs; the project's name where it is null.</summary>
    public string? Namespace { get; init; }
}
