using System.Collections.Immutable;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>A star and what is loaded into it.</summary>
internal sealed record StarCase(StarDefinition Definition, ImmutableArray<StarBatch> Batches);
