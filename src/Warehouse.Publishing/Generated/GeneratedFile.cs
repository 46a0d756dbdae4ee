namespace Warehouse.Publishing.Generated;

/// <summary>A file that the tool writes.</summary>
/// <param name="Path">Below the folder of all generated files, with forward slashes.</param>
public sealed record GeneratedFile(string Path, string Text);
