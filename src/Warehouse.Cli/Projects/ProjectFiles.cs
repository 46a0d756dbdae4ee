using System.Globalization;
using Warehouse.Execution;
using Warehouse.Execution.Files;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Projects;

/// <summary>The files below a project's folder that sources name.</summary>
/// <remarks>
/// A folder that is a symbolic link is gone into where the pattern names it, and never by <c>**</c>, so that no circle of links is gone round.
/// A folder that has the name of a file is found, and refused when it is opened: what it holds is not left out silently.
/// </remarks>
internal sealed class ProjectFiles(ProjectFolder folder) : ISourceFiles
{
    public IReadOnlyList<SourceFile> Find(string pattern)
    {
        var (parsed, problem) = FilePattern.Parse(pattern);
        if (parsed is null)
            throw new ArgumentException(problem, nameof(pattern));
        var found = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var parts in parsed.Alternatives)
            Find(folder.FullPath("."), "", parts.AsSpan(), found);
        return [.. found.Values];
    }

    private static void Find(string path, string name, ReadOnlySpan<FilePatternPart> parts, SortedDictionary<string, SourceFile> found)
    {
        var part = parts[0];
        var rest = parts[1..];
        if (part.IsAnyFolders)
        {
            Find(path, name, rest, found);
            foreach (var inner in Folders(path).Where(d => d.LinkTarget is null && d.Name is not ['.', ..]))
                Find(inner.FullName, Join(name, inner.Name), parts, found);
            return;
        }

        if (rest.IsEmpty)
        {
            foreach (var entry in Entries(path, part))
                found.TryAdd(Join(name, entry.Name), Source(entry, Join(name, entry.Name)));
            return;
        }

        foreach (var inner in part.IsPlain ? [new DirectoryInfo(Path.Combine(path, part.Text))] : Folders(path).Where(d => part.Matches(d.Name)))
        {
            if (inner.Exists)
                Find(inner.FullName, Join(name, part.IsPlain ? part.Text : inner.Name), rest, found);
        }
    }

    private static IEnumerable<DirectoryInfo> Folders(string path) => Directory.Exists(path) ? new DirectoryInfo(path).EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal) : [];

    private static IEnumerable<FileSystemInfo> Entries(string path, FilePatternPart part) =>
        Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFileSystemInfos().Where(e => part.Matches(e.Name)) : [];

    private static SourceFile Source(FileSystemInfo entry, string name)
    {
        var path = entry.FullName;
        return entry is DirectoryInfo
            ? new(name, path, () => throw new LandingException(ExecutionRules.FileUnreadable, $"`{name}` is a folder", $"write `{name}/` and what its files are called, or rename it"))
            : new(name, path, () => File.OpenRead(path)) { State = () => State(path) };
    }

    /// <summary>A link's is its target's.</summary>
    private static string State(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return string.Create(CultureInfo.InvariantCulture, $"{RandomAccess.GetLength(file)} {File.GetLastWriteTimeUtc(file).Ticks}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Why it cannot be opened is said where it is.
            return "";
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
