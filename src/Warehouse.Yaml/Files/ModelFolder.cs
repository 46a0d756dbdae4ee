using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Yaml.Files;

/// <summary>The model files below a project's folder.</summary>
internal static class ModelFolder
{
    public const string ProjectFile = "warehouse.yml";

    private static readonly ImmutableHashSet<string> Skipped = ImmutableHashSet.Create(StringComparer.Ordinal, "data", "node_modules");

    /// <summary>The texts of all files that can be read, the project's own first, then in ordinal order; the others are reported.</summary>
    public static ImmutableArray<ModelFile> Read(string folder, ReadContext context)
    {
        var paths = new List<string>();
        Collect(folder, "", paths, context);
        if (!paths.Contains(ProjectFile))
        {
            context.GiveUp(ReadingRules.ProjectFileMissing.At(
                new SourceSpan(ProjectFile, 1, 1),
                $"there is no `{ProjectFile}` in this folder",
                "run `warehouse init`, or name the project's folder with `--project`"));
        }

        var files = ImmutableArray.CreateBuilder<ModelFile>();
        foreach (var path in Order(paths))
        {
            if (ReadOne(folder, path, context) is { } file)
            {
                files.Add(file);
            }
        }

        return files.ToImmutable();
    }

    /// <summary>The bytes of a file that a model names; null where it cannot be read, which is reported.</summary>
    public static byte[]? ReadNamed(string folder, Name path, ReadContext context)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, path.Text));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(path, context);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(path.Text, e, context);
            return null;
        }
    }

    public static byte[]? Missing(Name path, ReadContext context)
    {
        context.Report(ReadingRules.UnreadableFile, path.Span, $"there is no file `{path}` below the project's folder", "write the path of a file that is there, from the project's folder");
        return null;
    }

    public static IEnumerable<string> Order(IEnumerable<string> paths) =>
        paths.OrderBy(p => p == ProjectFile ? 0 : 1).ThenBy(p => p, StringComparer.Ordinal);

    private static void Collect(string folder, string relative, List<string> paths, ReadContext context)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(Path.Combine(folder, relative)).EnumerateFileSystemInfos())
            {
                var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
                if (entry is DirectoryInfo directory)
                {
                    // A link to a folder may lead back up.
                    if (!entry.Name.StartsWith('.') && !Skipped.Contains(entry.Name) && directory.LinkTarget is null)
                    {
                        Collect(folder, path, paths, context);
                    }
                }
                else if (!entry.Name.StartsWith('.') && entry.Extension is ".yml" or ".yaml")
                {
                    paths.Add(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(relative.Length == 0 ? "." : relative, e, context);
        }
    }

    private static ModelFile? ReadOne(string folder, string path, ReadContext context)
    {
        try
        {
            return Utf8Text.Decode(path, File.ReadAllBytes(Path.Combine(folder, path)), context);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(path, e, context);
            return null;
        }
    }

    private static void Unreadable(string path, Exception e, ReadContext context) => context.GiveUp(ReadingRules.UnreadableFile.At(
        new SourceSpan(path, 1, 1),
        $"`{path}` cannot be read: {(e is UnauthorizedAccessException ? "permission is denied" : "the system refuses it")}",
        "give yourself the right to read it, or move it out of the project's folder"));
}
