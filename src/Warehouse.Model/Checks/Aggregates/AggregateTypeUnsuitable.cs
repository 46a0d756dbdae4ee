using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>Groups are told apart by their values, which JSON and bytes do not allow on every engine alike.</summary>
public sealed class AggregateTypeUnsuitable : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2176", "aggregate-type-unsuitable");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from level in project.Levels()
        where level.Attribute?.Type is DataType.Json or DataType.Bytes
        select Rule.At(
            level.By.Span,
            $"aggregate `{level.Aggregate.Name}` is grouped by `{level.By}`, which is {Listing.A(level.Attribute.Type!)} and does not compare alike everywhere",
            "take out what is to be grouped by as an attribute of its own, with `expr`");
}
