using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A header's amount is spread over lines that are corrected in place, by an exact weight of the same lines.</summary>
public sealed class AllocationUnfit : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2154", "allocation-unfit");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        let allocation = part.Measure.Allocation
        where allocation is not null
        let problem = Problem(part.Fact, part.Measure, allocation)
        where problem is not null
        select Rule.At(allocation.By.Span, problem.Value.Message, problem.Value.Help);

    private static (string Message, string Help)? Problem(Fact fact, Measure measure, Allocation allocation)
    {
        if (fact.Type != FactType.Transaction || fact.OnDuplicate != OnDuplicate.Update)
            return ($"measure `{measure.Name}` is spread over lines, and the rows of `{fact.Name}` are not corrected in place", "use `allocate` in a transaction fact with `on_duplicate: update`");
        if (!IsExact(measure.Type))
            return ($"measure `{measure.Name}` of `{fact.Name}` is {Listing.A(measure.Type)}, whose shares would not sum to the whole", "give it an integer's type, or a decimal's of at most 9 digits after the point");
        if (!measure.ConvertTo.IsEmpty)
            return ($"measure `{measure.Name}` of `{fact.Name}` is spread over lines and converted", "convert the header's amount before, or leave out `convert_to`");
        if (fact.Measures.FirstOrDefault(m => m.Name == allocation.By) is not { } weight || weight.Allocation is not null)
            return ($"measure `{measure.Name}` is spread by `{allocation.By}`, which is no measure of the lines of `{fact.Name}`", Hint.Nearest(allocation.By, fact.Measures.Where(m => m.Allocation is null).Select(m => m.Name), $"add `{allocation.By}` to `measures`"));
        if (!IsExact(weight.Type))
            return ($"measure `{measure.Name}` is spread by `{allocation.By}`, {Listing.A(weight.Type)}, which is not exact", "give the weight an integer's type, or a decimal's of at most 9 digits after the point");
        return allocation.Over.FirstOrDefault(o => fact.Degenerate.All(d => d.Name != o)) is { } unknown
            ? ($"measure `{measure.Name}` is spread over the lines of one `{unknown}`, which is no degenerate dimension of `{fact.Name}`", Hint.Nearest(unknown, fact.Degenerate.Select(d => d.Name), $"add `{unknown}` to `degenerate`"))
            : null;
    }

    private static bool IsExact(DataType type) => type is DataType.Integer or DataType.Decimal { Scale: <= 9 };
}
