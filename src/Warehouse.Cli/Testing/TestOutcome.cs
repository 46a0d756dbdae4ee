namespace Warehouse.Cli.Testing;

/// <summary>How a test of the model has ended.</summary>
/// <param name="Step">The step that failed, from 1; null where none did.</param>
/// <param name="Message">Why, with expected and actual rows side by side; null where it passed.</param>
internal sealed record TestOutcome(string Name, int? Step, string? Message)
{
    public bool Ok => Message is null;
}
