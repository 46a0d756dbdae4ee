using Warehouse.Model.Diagnostics;

namespace Warehouse.Planning;

/// <summary>What planning can say of a model that is right in itself.</summary>
public static class PlanningRules
{
    /// <summary>The model says something that reading and checking understand and loading does not do yet.</summary>
    public static DiagnosticRule NotYetLoadable { get; } = new("WH3001", "not-yet-loadable");

    /// <summary>The model says something that has no effect on the target yet; loads are right without it.</summary>
    public static DiagnosticRule NotYetApplied { get; } = new("WH3002", "not-yet-applied", Severity.Warning);

    /// <summary>A grain column is not kept in the fact, so that a row of the same grain could not be recognised.</summary>
    public static DiagnosticRule GrainNotStored { get; } = new("WH3003", "grain-not-stored");

    /// <summary>A table of the target differs from the model in a way that cannot be mended yet.</summary>
    public static DiagnosticRule NotYetMigratable { get; } = new("WH3004", "not-yet-migratable");

    /// <summary>A view's name belongs to something that this project has not made, and would be lost.</summary>
    public static DiagnosticRule ViewNameTaken { get; } = new("WH3005", "view-name-taken");

    /// <summary>Two columns of a view would have one name.</summary>
    public static DiagnosticRule ViewColumnClash { get; } = new("WH3006", "view-column-clash");

    /// <summary>The name of a view's column is longer than some engines keep it.</summary>
    public static DiagnosticRule ViewColumnTooLong { get; } = new("WH3007", "view-column-too-long", Severity.Warning);
}
