using System.Collections.Immutable;

namespace Warehouse.Publishing.Scaffolds;

/// <summary>A file of a new project.</summary>
/// <param name="Path">Below the project's folder, with forward slashes.</param>
public sealed record ScaffoldFile(string Path, ImmutableArray<byte> Content);
