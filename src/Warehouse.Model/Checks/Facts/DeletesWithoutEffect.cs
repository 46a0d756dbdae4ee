using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Where the first row of a grain stands, or a period is replaced as a whole, no row of the source can delete another.</summary>
public sealed class DeletesWithoutEffect : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2150", "deletes-without-effect");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where project.FindSource(fact.Source.Text)?.DeleteWhen is not null
        let problem = Problem(fact)
        where problem is not null
        select Rule.At(fact.OnDuplicateSpan.IsNone ? fact.Name.Span : fact.OnDuplicateSpan, problem.Value.Message, problem.Value.Help);

    private static (string Message, string Help)? Problem(Fact fact) => fact switch
    {
        { Type: FactType.PeriodicSnapshot } => (
            $"`{fact.Source}` marks deletes, and the periods of `{fact.Name}` are replaced as a whole",
            "remove `delete_when` from the source, or filter such rows out before it"),
        { OnDuplicate: OnDuplicate.Ignore or OnDuplicate.Reject } => (
            $"`{fact.Source}` marks deletes, and in `{fact.Name}` the first row of a grain stands, so nothing is ever deleted",
            "set `on_duplicate` to `update` or `append_reversal`, or remove `delete_when` from the source"),
        _ => null,
    };
}
