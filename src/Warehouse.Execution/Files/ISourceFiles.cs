namespace Warehouse.Execution.Files;

/// <summary>The files below the project's folder.</summary>
public interface ISourceFiles
{
    /// <summary>The files that match a relative path with <c>*</c> and <c>?</c> in its last part, in any order; none where the folder is missing.</summary>
    IReadOnlyList<SourceFile> Find(string pattern);
}

/// <summary>A file that a source may load.</summary>
/// <param name="Name">The path below the project's folder, with forward slashes.</param>
/// <param name="FullPath">Where an engine that reads files itself finds it.</param>
/// <param name="Open">Opens it from its beginning.</param>
public sealed record SourceFile(string Name, string FullPath, Func<Stream> Open);
