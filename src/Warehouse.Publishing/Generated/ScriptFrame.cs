using Warehouse.Compilation.Loads;
using Warehouse.Publishing.Framing;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;

namespace Warehouse.Publishing.Generated;

/// <summary>Statements as a script: a head that says what it is, and above each statement what it is for.</summary>
internal sealed class ScriptFrame(Dialect dialect)
{
    private const string Frame =
        """
        {{ marker }}
        -- {{ title }}
        {{~ for note in notes ~}}
        -- {{ note }}
        {{~ end ~}}
        {{~ if prologue != "" ~}}

        {{ prologue }}
        {{~ end ~}}
        {{~ for section in sections ~}}

        {{ section }}
        {{~ end ~}}

        """;

    /// <param name="fixedTexts">Statements in the dialect's own words that come first.</param>
    public string Write(string title, IReadOnlyList<string> notes, IReadOnlyList<string> fixedTexts, IReadOnlyList<LoadStep> steps)
    {
        var parameters = steps.SelectMany(s => Parameters.In(s.Statement)).DistinctBy(p => p.Name);
        return Templates.Render(
            "script",
            Frame.ReplaceLineEndings("\n"),
            ("marker", GeneratedFolder.Marker),
            ("title", title),
            ("notes", notes),
            ("prologue", dialect.ScriptPrologue(parameters).TrimEnd('\n')),
            ("sections", fixedTexts.Select(Terminated).Concat(steps.Select(Section).Where(s => s.Length > 0)).ToList()));
    }

    /// <summary>Empty where the dialect has no such thing and needs none.</summary>
    private string Section(LoadStep step)
    {
        var texts = SqlWriter.WriteEach(step.Statement, dialect, ParameterStyle.Script);
        if (texts.All(t => t.Length == 0))
            return "";
        var comment = step switch
        {
            { LiftedBy: { } flag } => $"{step.Purpose} (left out with --{flag})",
            { ExpectedRows: 1 } => $"{step.Purpose} (it must write 1 row)",
            _ => step.Purpose,
        };
        return $"-- {OneLine(comment)}\n{string.Join('\n', texts.Where(t => t.Length > 0).Select(Terminated))}";
    }

    private static string Terminated(string sql) => sql.EndsWith(';') ? sql : sql + ";";

    // What a model describes may have several lines, and a comment has one.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
