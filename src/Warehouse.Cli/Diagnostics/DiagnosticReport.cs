using System.Collections.Immutable;
using Warehouse.Model.Checks;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml;

namespace Warehouse.Cli.Diagnostics;

/// <summary>The problems of a project in the order in which they are shown, and the lines they point at.</summary>
/// <param name="Diagnostics">In the order of the files, then of line, column and code.</param>
/// <param name="LineAt">The line of a place; null where it cannot be shown.</param>
public sealed record DiagnosticReport(ImmutableArray<Diagnostic> Diagnostics, Func<SourceSpan, string?> LineAt)
{
    /// <summary>The project's folder as the user would type it, which is shown before the paths of its files; empty: the current one.</summary>
    public string Folder { get; init; } = "";

    public int Errors => Diagnostics.Count(d => d.IsError);

    public int Warnings => Diagnostics.Length - Errors;

    public bool HasErrors => Errors > 0;

    /// <summary>Everything that reading and checking a project say of it.</summary>
    /// <remarks>Of what was not read whole, only the reader speaks: its gaps are no mistakes of the user's.</remarks>
    public static DiagnosticReport Of(ReadResult read)
    {
        var files = read.Files.Select((file, index) => (file.Path, index)).ToDictionary(f => f.Path, f => f.index, StringComparer.Ordinal);
        var checks = read.Project is null ? [] : ModelChecks.Run(read.Project).Where(d => !read.HasErrors || (d.IsError && read.WasReadWhole(d.Span)));
        return new DiagnosticReport(
            [
                .. read.Diagnostics.Concat(checks)
                    .OrderBy(d => files.GetValueOrDefault(d.Span.File, -1))
                    .ThenBy(d => d.Span.Line)
                    .ThenBy(d => d.Span.Column)
                    .ThenBy(d => d.Code, StringComparer.Ordinal),
            ],
            read.LineAt);
    }

    /// <summary>The path of a place's file, as the user would type it.</summary>
    public string PathOf(SourceSpan place) => Folder is "" or "." ? place.File : $"{Folder.TrimEnd('/')}/{place.File}";
}
