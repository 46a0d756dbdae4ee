using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Planning.Migrations;

/// <summary>What a target lacks, in the order in which it is to be made, and what differs in a way that cannot be mended yet.</summary>
public sealed record MigrationPlan(ImmutableArray<MigrationStep> Steps, ImmutableArray<Diagnostic> Differences)
{
    public bool IsEmpty => Steps.IsEmpty && Differences.IsEmpty;
}
