using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Yaml;

/// <summary>What the files of a project say, and every problem found while reading them.</summary>
/// <param name="Project">As much as could be read; null when a file could not be parsed, so that names would be missing.</param>
/// <param name="Diagnostics">In the order of the files, then of their lines.</param>
/// <param name="Files">The texts, to show the lines that diagnostics point at; a literal secret is masked.</param>
public sealed record ReadResult(Project? Project, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<ModelFile> Files)
{
    /// <summary>Where the things stand that were not read whole.</summary>
    internal ImmutableArray<LineRange> Broken { get; init; } = [];

    public bool HasErrors => Diagnostics.Any(d => d.IsError);

    /// <summary>Whether the thing at this place was read without an error, so that what a check says of it can be trusted.</summary>
    public bool WasReadWhole(SourceSpan place) => !place.IsNone && !Broken.Any(range => range.Holds(place));

    /// <summary>The line that a diagnostic points at.</summary>
    public string? LineAt(SourceSpan place) => Files.FirstOrDefault(f => f.Path == place.File)?.Line(place.Line);
}
