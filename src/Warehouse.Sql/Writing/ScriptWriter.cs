using System.Text;
using Warehouse.Sql.Dialects;

namespace Warehouse.Sql.Writing;

/// <summary>Writes statements into one file that the engine's own command-line tool runs.</summary>
public static class ScriptWriter
{
    /// <summary>The script: what it begins with, its parameters, and each statement under its purpose. A statement that the dialect has no use for is left out.</summary>
    /// <exception cref="UnsupportedException">The dialect cannot say a statement.</exception>
    public static string Write(IEnumerable<ScriptStatement> statements, Dialect dialect, bool withPrelude = false)
    {
        var list = statements.ToList();
        var script = new StringBuilder(dialect.ScriptPrologue(list.SelectMany(s => Parameters.In(s.Statement))));
        if (withPrelude)
        {
            foreach (var text in dialect.Prelude)
            {
                Add(script, "", text);
            }
        }

        foreach (var (purpose, statement) in list)
        {
            var comment = purpose;
            foreach (var text in SqlWriter.WriteEach(statement, dialect, ParameterStyle.Script))
            {
                Add(script, comment, text);
                comment = "";
            }
        }

        return script.ToString();
    }

    private static void Add(StringBuilder script, string comment, string text)
    {
        if (script.Length > 0 && (comment.Length > 0 || text.Contains('\n', StringComparison.Ordinal)))
        {
            script.Append('\n');
        }

        if (comment.Length > 0)
        {
            foreach (var line in comment.ReplaceLineEndings("\n").Split('\n'))
            {
                script.Append("-- ").Append(line).Append('\n');
            }
        }

        // A user's query may end in a comment, which would swallow the terminator.
        var lastLine = text[(text.LastIndexOf('\n') + 1)..];
        script.Append(text).Append(lastLine.Contains("--", StringComparison.Ordinal) ? "\n;\n" : ";\n");
    }
}
