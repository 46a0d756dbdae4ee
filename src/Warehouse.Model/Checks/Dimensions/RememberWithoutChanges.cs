using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Only a log of changes has late ones to be woven in.</summary>
public sealed class RememberWithoutChanges : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2055", "remember-without-changes", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        where dimension.Remember != Remember.Forever && project.FindSource(dimension.Source.Text) is { Feed: Feed.Upserts or Feed.Snapshot }
        select Rule.At(
            dimension.Name.Span,
            $"`remember` of `{dimension.Name}` has no effect: its source `{dimension.Source}` is not a log of changes, so nothing is kept",
            "remove `remember`");
}
