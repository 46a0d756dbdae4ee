namespace Warehouse.Execution.Files;

/// <summary>The files below the project's folder.</summary>
public interface ISourceFiles
{
    /// <summary>The files that match a <see cref="Model.Star.FilePattern"/>, in any order; none where the folder is missing.</summary>
    IReadOnlyList<SourceFile> Find(string pattern);
}

/// <summary>A file that a source may load.</summary>
/// <param name="Name">The path below the project's folder, with forward slashes.</param>
/// <param name="FullPath">Where an engine that reads files itself finds it.</param>
/// <param name="Open">Opens it from its beginning.</param>
public sealed record SourceFile(string Name, string FullPath, Func<Stream> Open)
{
    /// <summary>Its length and when it was last written, as one text: another where somebody has written to it. Null where nobody can.</summary>
    public Func<string>? State { get; init; }
}
