using System.Text.RegularExpressions;
using Warehouse.UnitTests.Sample;

namespace Warehouse.UnitTests.Architecture;

/// <summary>A C# file below src/, as it was written; what the build generates is not one.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>All of them, in the order of their paths.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Paths().Order(StringComparer.Ordinal).Select(path => new SourceFile(path, File.ReadAllText(System.IO.Path.Combine(RepositoryFiles.Root, path))))];

    public int Lines => Text.Count(c => c == '\n') + (Text.EndsWith('\n') ? 0 : 1);

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The names of the types that are declared in it, nested ones too.</summary>
    public IEnumerable<string> DeclaredTypes() => Declaration().Matches(Text).Select(m => m.Groups["name"].Value);

    /// <summary>The text without its comments and without what its constants say.</summary>
    public string Code() => CommentOrConstant().Replace(Text, m => m.Value.StartsWith('/') ? "" : "\"\"");

    /// <summary>What the constants of text say, as it is written between the quotes.</summary>
    public IEnumerable<string> Constants() => CommentOrConstant().Matches(Text).Where(m => !m.Value.StartsWith('/')).Select(m => m.Value.Trim('"', '@', '\''));

    private static IEnumerable<string> Paths() => Directory
        .EnumerateFiles(System.IO.Path.Combine(RepositoryFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(f => System.IO.Path.GetRelativePath(RepositoryFiles.Root, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"^[ \t]*(?:(?:public|internal|protected|private|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|record\s+struct|record|struct|interface|enum|delegate\s+[\w<>?,. ]+?)\s+(?<name>\w+)\s*[<(:{;\r\n]", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Both at once: what looks like a comment may stand in a constant, and a quote in a comment.
    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|@\"(?:[^\"]|\"\")*\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|//[^\n]*|/\\*[\\s\\S]*?\\*/")]
    private static partial Regex CommentOrConstant();
}
