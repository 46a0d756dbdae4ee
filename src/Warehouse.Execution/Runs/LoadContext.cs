using System.Collections.Immutable;
using Warehouse.Execution.Files;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Dialects;

namespace Warehouse.Execution.Runs;

/// <summary>What is loaded, from where, and to where.</summary>
/// <param name="Loads">In run order.</param>
public sealed record LoadContext(
    Project Project, ImmutableArray<PipelineLoad> Loads, Target Target, Dialect Dialect, ISessionSource Sessions, ISourceFiles Files)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
