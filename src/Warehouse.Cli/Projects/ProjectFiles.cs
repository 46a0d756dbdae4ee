using System.IO.Enumeration;
using Warehouse.Execution.Files;

namespace Warehouse.Cli.Projects;

/// <summary>The files below a project's folder that sources name.</summary>
internal sealed class ProjectFiles(ProjectFolder folder) : ISourceFiles
{
    public IReadOnlyList<SourceFile> Find(string pattern)
    {
        var cut = pattern.LastIndexOf('/');
        var (directory, last) = cut < 0 ? ("", pattern) : (pattern[..cut], pattern[(cut + 1)..]);
        var path = folder.FullPath(directory.Length == 0 ? "." : directory);
        if (!Directory.Exists(path))
            return [];
        return
        [
            .. new DirectoryInfo(path).EnumerateFiles()
                .Where(f => FileSystemName.MatchesSimpleExpression(last, f.Name, ignoreCase: false))
                .Select(f => new SourceFile(directory.Length == 0 ? f.Name : $"{directory}/{f.Name}", f.FullName, f.OpenRead)),
        ];
    }
}
