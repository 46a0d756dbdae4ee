using System.Text;
using Shouldly;

namespace Warehouse.TestEngines;

/// <summary>Compares whole texts with committed files; UPDATE_GOLDEN=1 rewrites the files instead, and the diff is then read by a person.</summary>
public static class Golden
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static bool Updating => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>The file at <paramref name="path"/> (from the repository's root) holds exactly <paramref name="actual"/>.</summary>
    public static void ShouldMatch(string actual, params string[] path)
    {
        var file = RepositoryRoot.Combine(path);
        var relative = Relative(file);
        actual.ShouldNotContain("\r", Case.Sensitive, $"{relative}: goldens have LF newlines");
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file) || File.ReadAllText(file, Utf8) != actual)
                File.WriteAllText(file, actual, Utf8);
            return;
        }

        if (!File.Exists(file))
            throw new ShouldAssertException($"{relative} does not exist. Run again with UPDATE_GOLDEN=1 to write it, then read the diff.");
        var expected = File.ReadAllText(file, Utf8);
        if (expected != actual)
            throw new ShouldAssertException(Difference(relative, expected, actual));
    }

    /// <summary>
    /// Every file of the folder (from the repository's root) that matches <paramref name="pattern"/> is among <paramref name="written"/>
    /// (paths within the folder, with `/`): a golden that no test writes any more fails. UPDATE_GOLDEN=1 deletes the orphans.
    /// </summary>
    public static void ShouldHaveNoOrphans(string folder, IEnumerable<string> written, string pattern = "*")
    {
        var root = RepositoryRoot.Combine(folder);
        if (!Directory.Exists(root))
            return;
        var known = written.Select(path => path.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var orphans = Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !known.Contains(file))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (Updating)
            orphans.ForEach(orphan => File.Delete(Path.Combine(root, orphan)));
        else if (orphans.Count > 0)
            throw new ShouldAssertException($"{folder} holds files that no test writes: {string.Join(", ", orphans)}. Delete them, or run with UPDATE_GOLDEN=1.");
    }

    private static string Difference(string file, string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
            line++;
        var text = new StringBuilder($"{file}:{line + 1} differs (committed {left.Length} lines, now {right.Length}). UPDATE_GOLDEN=1 rewrites it.\n");
        for (var before = Math.Max(0, line - 3); before < line; before++)
            text.Append("    ").Append(left[before]).Append('\n');
        foreach (var gone in left.Skip(line).Take(8))
            text.Append("  - ").Append(gone).Append('\n');
        foreach (var added in right.Skip(line).Take(8))
            text.Append("  + ").Append(added).Append('\n');
        return text.ToString();
    }

    private static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/');
}
