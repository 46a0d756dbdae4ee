using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>One rule that a model must keep, decided from the model alone.</summary>
public interface IModelCheck
{
    DiagnosticRule Rule { get; }

    /// <summary>Every place where the model breaks the rule. A name that does not resolve is another rule's business: it is passed over.</summary>
    IEnumerable<Diagnostic> Check(Project project);
}
