using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Files are read whole, one batch a file; the ledger knows which ones were loaded.</summary>
public sealed class WatermarkOnFiles : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2019", "watermark-on-files");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source is { Watermark: not null, Origin: SourceOrigin.Files }
        select Rule.At(
            source.Watermark!.Column.Span,
            $"source `{source.Name}` reads files, which take no `watermark`: each file is one batch",
            "remove `watermark`");
}
