using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>Columns with a leading underscore are the tool's own.</summary>
public sealed class ReservedName : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2006", "reserved-name");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from declared in DeclaredNames.Of(project)
        where declared.Kind.IsColumn && declared.Name.Text.StartsWith('_')
        select Rule.At(
            declared.Name.Span,
            $"{declared.Kind.Name} `{declared.Name}` begins with an underscore, which is kept for the columns that loading needs",
            "rename it" + (declared.Kind.TakesColumn ? " and give the source's own name with `from`" : ""));
}
