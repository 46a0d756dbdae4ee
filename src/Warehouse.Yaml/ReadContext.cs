using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml;

/// <summary>What one reading of a project gathers, and what is already known of it.</summary>
internal sealed class ReadContext
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<(SourceSpan Start, int LastLine)> secrets = [];

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>The places of literal secrets, which nothing may print.</summary>
    public IReadOnlyList<(SourceSpan Start, int LastLine)> Secrets => secrets;

    /// <summary>A file, or a section of one, could not be read, so that a name which is not found may stand there.</summary>
    public bool IsIncomplete { get; private set; }

    public Defaults Defaults { get; set; } = Defaults.Standard;

    /// <summary>Where the default scd type is stated.</summary>
    public SourceSpan ScdSpan { get; set; } = SourceSpan.None;

    public IReadOnlyDictionary<string, DataType> TypeAliases { get; set; } = ImmutableDictionary<string, DataType>.Empty;

    public void Report(DiagnosticRule rule, SourceSpan span, string message, string? help) => diagnostics.Add(rule.At(span, message, help));

    /// <summary>Reports what made a file unreadable.</summary>
    public void GiveUp(Diagnostic reason)
    {
        diagnostics.Add(reason);
        IsIncomplete = true;
    }

    /// <summary>What is not found from here on may stand in what was reported already.</summary>
    public void MissNames() => IsIncomplete = true;

    public void Hide(Node secret) => secrets.Add((secret.Span, secret.LastLine));
}
