using System.Collections.Immutable;

namespace Warehouse.Sql.Writing;

/// <summary>Text with the places where it may break: a document in Wadler's sense ("A prettier printer").</summary>
internal abstract record Doc
{
    private Doc()
    {
    }

    /// <summary>Characters as they are. A line feed among them (in a constant, in a user's query) is kept, and nothing is indented after it.</summary>
    public sealed record Word(string Value) : Doc;

    /// <summary>A line feed where the group around it is broken, else <paramref name="Flat"/>; null: the group is always broken.</summary>
    public sealed record Break(string? Flat) : Doc;

    /// <summary>Breaks within stand one step further in.</summary>
    public sealed record Indented(Doc Body) : Doc;

    /// <summary>On one line when it fits, else with every break of its own broken.</summary>
    public sealed record Grouped(Doc Body) : Doc;

    /// <summary>Parts one after the other.</summary>
    public sealed record Row(ImmutableArray<Doc> Parts) : Doc;

    public static Doc Empty { get; } = new Word("");

    /// <summary>A space or a line feed.</summary>
    public static Doc Line { get; } = new Break(" ");

    /// <summary>Nothing or a line feed.</summary>
    public static Doc SoftLine { get; } = new Break("");

    public static Doc HardLine { get; } = new Break(null);

    public static Doc Text(string value) => new Word(value);

    public static Doc Group(params ReadOnlySpan<Doc> parts) => new Grouped(Concat(parts));

    public static Doc Indent(params ReadOnlySpan<Doc> parts) => new Indented(Concat(parts));

    public static Doc Concat(params ReadOnlySpan<Doc> parts) => parts.Length == 1 ? parts[0] : new Row([.. parts]);

    public static Doc Join(Doc separator, IEnumerable<Doc> parts)
    {
        var joined = ImmutableArray.CreateBuilder<Doc>();
        foreach (var part in parts)
        {
            if (joined.Count > 0)
            {
                joined.Add(separator);
            }

            joined.Add(part);
        }

        return new Row(joined.ToImmutable());
    }

    /// <summary>Items with commas: all on one line, or one a line.</summary>
    public static Doc List(IEnumerable<Doc> items) => Join(Concat(Text(","), Line), items);

    /// <summary><c>(body)</c>, the body on lines of its own when it does not fit.</summary>
    public static Doc Parentheses(Doc body) => Group(Text("("), Indent(SoftLine, body), SoftLine, Text(")"));

    /// <summary><c>(body)</c>, the body always on lines of its own.</summary>
    public static Doc Block(Doc body) => Concat(Text("("), Indent(HardLine, body), HardLine, Text(")"));

    /// <summary>A clause: its keyword, then the body beside it when it fits, else below it, one step in.</summary>
    public static Doc Clause(string keyword, Doc body) => Group(Text(keyword), Indent(Line, body));
}
