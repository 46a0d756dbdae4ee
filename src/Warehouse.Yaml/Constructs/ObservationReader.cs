using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads whom a run tells of itself.</summary>
internal static class ObservationReader
{
    private static readonly KeyTable LineageKeys = new("lineage block");

    private static readonly Key<SettingValue> File = LineageKeys.Allow("file", Settings.Any, "The file to whose end the events are written, an object a line");

    private static readonly Key<SettingValue> Url = LineageKeys.Allow("url", Settings.Url, "The address that the events are sent to, whole");

    private static readonly Key<SettingValue> ApiKey = LineageKeys.Allow("api_key", Settings.Secret, "Sent to the address as a bearer token");

    private static readonly Key<Name> Namespace = LineageKeys.Allow("namespace", Scalars.Name, "The namespace of the jobs, if not the project's name");

    private static readonly KeyTable FailureKeys = new("on_failure block");

    private static readonly Key<SettingValue> Webhook = FailureKeys.Require("webhook", Settings.Secret, "The address that is told of a run that has failed");

    private static readonly KeyTable MetricsKeys = new("metrics block");

    private static readonly Key<SettingValue> Textfile = MetricsKeys.Require("textfile", Settings.Any, "The file that a Prometheus node exporter reads");

    private static readonly KeyTable Keys = new("observe block");

    private static readonly Key<LineageOutput> Lineage =
        Keys.Allow("lineage", new Construct<LineageOutput>(LineageKeys, ReadLineage), "Where OpenLineage events go");

    private static readonly Key<SettingValue> OnFailure =
        Keys.Allow("on_failure", new Construct<SettingValue>(FailureKeys, map => map.Find(Webhook)), "Who is told of a run that has failed");

    private static readonly Key<SettingValue> Metrics =
        Keys.Allow("metrics", new Construct<SettingValue>(MetricsKeys, map => map.Find(Textfile)), "Where what was counted is written");

    public static Shape<Observation> Shape { get; } = new Construct<Observation>(Keys, map => new()
    {
        Lineage = map.Find(Lineage),
        FailureWebhook = map.Find(OnFailure),
        MetricsTextfile = map.Find(Metrics),
    });

    static ObservationReader() => LineageKeys.RequireOneOf(File, Url);

    private static LineageOutput ReadLineage(YamlMap map)
    {
        map.Exclude("lineage", File, ApiKey);
        return new() { File = map.Find(File), Url = map.Find(Url), ApiKey = map.Find(ApiKey), Namespace = map.Find(Namespace)?.Text };
    }
}
