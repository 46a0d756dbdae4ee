using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>In a snapshot absence deletes; a row that deletes would contradict its own presence.</summary>
public sealed class DeleteWhenOnSnapshot : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2023", "delete-when-on-snapshot");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source is { Feed: Feed.Snapshot, DeleteWhen: not null }
        select Rule.At(
            source.DeleteWhen!.Span,
            $"source `{source.Name}` is a snapshot, in which absence deletes, so `delete_when` has no meaning",
            "remove `delete_when`, or set `feed: upserts`");
}
