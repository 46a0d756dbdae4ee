using System.Collections.Immutable;
using Warehouse.TestEngines;

namespace Warehouse.ExecutionTests.Readme;

/// <summary>Something that the README tells its reader to type, and what it says that the screen shows then.</summary>
/// <param name="Line">Where in the README it stands.</param>
/// <param name="Text">One or more lines for the shell.</param>
/// <param name="Screen">Null: the README shows nothing of it.</param>
internal sealed record ReadmePart(int Line, string Text, Screen? Screen)
{
    private const string Prompt = "$ ";

    /// <summary>Before the further lines of a command.</summary>
    private const string MorePrompt = "> ";

    /// <summary>Whether it asks for the exit code of the part before it.</summary>
    public bool AsksForExitCode => Text == "echo $?";

    /// <summary>
    /// In order: an <c>sh</c> block is one part, and a <c>text</c> block after it is its standard output; a <c>console</c> block
    /// holds commands behind <c>$ </c> and <c>&gt; </c>, each with all that it prints below it.
    /// </summary>
    public static ImmutableArray<ReadmePart> All { get; } = [.. Read(File.ReadAllLines(RepositoryRoot.Combine("README.md")))];

    private static List<ReadmePart> Read(string[] lines)
    {
        var parts = new List<ReadmePart>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.IndexOf(lines, "```", at + 1);
            var block = lines[(at + 1)..end];
            switch (lines[at])
            {
                case "```sh":
                    parts.Add(new(at + 2, string.Join('\n', block), null));
                    break;
                case "```text":
                    parts[^1] = parts[^1] with { Screen = new Screen([.. block], OutputOnly: true) };
                    break;
                case "```console":
                    parts.AddRange(Commands(block, at + 2));
                    break;
                default:
                    throw new InvalidOperationException($"README.md:{at + 1}: a block is sh, text or console, so that it is tested, and not {lines[at]}");
            }

            at = end;
        }

        return parts;
    }

    private static IEnumerable<ReadmePart> Commands(string[] block, int line)
    {
        var starts = block.Index().Where(l => l.Item.StartsWith(Prompt, StringComparison.Ordinal)).Select(l => l.Index).Append(block.Length).ToArray();
        foreach (var (from, to) in starts.Zip(starts.Skip(1)))
        {
            var typed = block[(from + 1)..to].TakeWhile(l => l.StartsWith(MorePrompt, StringComparison.Ordinal)).Prepend(block[from]).ToArray();
            yield return new(line + from, string.Join('\n', typed.Select(l => l[2..])), new Screen([.. block[(from + typed.Length)..to]], OutputOnly: false));
        }
    }
}
