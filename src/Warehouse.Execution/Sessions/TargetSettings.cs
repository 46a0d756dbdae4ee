using System.Globalization;
using System.Text.RegularExpressions;
using Warehouse.Model.Star;

namespace Warehouse.Execution.Sessions;

/// <summary>A target's settings as an adapter reads them. A value that is a secret leaves only through the return value, never in a message.</summary>
public sealed partial class TargetSettings(Target target, ISecretSource secrets)
{
    /// <summary>The value of a setting; null where the target does not have it.</summary>
    public string? Find(string key) => target.Find(key)?.Value is { } value ? secrets.Resolve(value, $"target `{target.Name}`: `{key}`") : null;

    public string Require(string key) => Find(key) ?? throw Missing($"target `{target.Name}` has no `{key}`");

    public int? FindInteger(string key)
    {
        if (Find(key) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Missing($"target `{target.Name}`: `{key}` is not a whole number");
    }

    /// <summary>A number and its unit, s, m, h or d, as `30m`; null where the target does not have it.</summary>
    public TimeSpan? FindDuration(string key)
    {
        if (Find(key) is not { } text)
            return null;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw NoDuration();
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => throw NoDuration(),
        };

        EngineException NoDuration() => Missing($"target `{target.Name}`: `{key}` is no duration, such as `30s`, `30m` or `2h`");
    }

    /// <summary>A number and its unit, as `512MB`, `4GB` or `1.5GiB`; null where the target does not have it.</summary>
    public string? FindSize(string key) => Find(key) switch
    {
        null => null,
        var text when Size().IsMatch(text) => text,
        _ => throw Missing($"target `{target.Name}`: `{key}` is no size, such as `512MB` or `4GB`"),
    };

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+)? ?[KMGT]i?B\z")]
    private static partial Regex Size();

    private static EngineException Missing(string message) => new(EngineFailure.SettingsUnusable, message);
}
