using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A place to load to: an engine's name and its settings.</summary>
public sealed record Target(Name Name, Name Engine, ImmutableArray<TargetSetting> Settings)
{
    public Documentation Documentation { get; init; } = Documentation.None;

    public TargetSetting? Find(string key) => Settings.FirstOrDefault(s => s.Key.Text == key);
}

/// <summary>A setting of a target; its value is a text in clear or a reference that only the adapter resolves.</summary>
public sealed record TargetSetting(Name Key, SettingValue Value);

/// <summary>A setting's value. A secret is never held here: only where to find it.</summary>
public abstract record SettingValue
{
    private protected SettingValue()
    {
    }

    /// <summary>A value in clear.</summary>
    public sealed record Text(string Value, SourceSpan Span) : SettingValue;

    /// <summary><c>${env.NAME}</c>.</summary>
    public sealed record FromEnvironment(string Variable, SourceSpan Span) : SettingValue;

    /// <summary><c>${file:path}</c>, below the project's folder.</summary>
    public sealed record FromFile(string Path, SourceSpan Span) : SettingValue;
}
