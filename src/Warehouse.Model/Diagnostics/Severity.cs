namespace Warehouse.Model.Diagnostics;

/// <summary>What a diagnostic means for the command: an error stops it, a warning does not.</summary>
public enum Severity
{
    Error,
    Warning,
}
