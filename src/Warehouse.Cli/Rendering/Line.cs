using System.Collections.Immutable;
using Spectre.Console;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Rendering;

/// <summary>What a piece of text is, which a terminal shows by its colour.</summary>
internal enum Tone
{
    Plain,
    Title,
    Faint,
    Good,
    Warning,
    Bad,
}

/// <summary>A line of text in tones.</summary>
internal sealed record Line(ImmutableArray<(string Text, Tone Tone)> Pieces)
{
    public static Line Empty { get; } = new([]);

    public static Line Of(string text, Tone tone = Tone.Plain) => new([(text, tone)]);

    public Line Then(string text, Tone tone = Tone.Plain) => new(Pieces.Add((text, tone)));

    public int Width => WidthOf(ToString());

    public override string ToString() => string.Concat(Pieces.Select(p => p.Text));

    public static int WidthOf(string text) => DisplayCell.Of(text).Sum(c => c.Width);

    /// <summary>Entries one after the other on as many lines as they need; what alone is too wide stays whole.</summary>
    public static IEnumerable<Line> Flow(Line first, int indent, IEnumerable<Line> entries, string separator, int width)
    {
        var line = first;
        var isBegun = false;
        foreach (var entry in entries)
        {
            if (isBegun && line.Width + WidthOf(separator) + entry.Width > width)
            {
                yield return line;
                line = Of(new string(' ', indent));
                isBegun = false;
            }

            line = new([.. (isBegun ? line.Then(separator) : line).Pieces, .. entry.Pieces]);
            isBegun = true;
        }

        yield return line;
    }

    /// <summary>Writes lines as data: in colours on a terminal, otherwise as plain text.</summary>
    public static void Write(CommandContext context, IEnumerable<Line> lines)
    {
        var console = context.ColourOut ? Console(context) : null;
        foreach (var line in lines)
        {
            if (console is null)
            {
                context.Host.Out.Write(line.ToString().TrimEnd() + "\n");
                continue;
            }

            foreach (var (text, tone) in line.Pieces)
                console.Write(new Text(text, StyleOf(tone)));
            context.Host.Out.Write("\n");
        }
    }

    private static IAnsiConsole Console(CommandContext context)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Host.Out),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
        });
        // Lines are laid out already; a piece is never broken here.
        console.Profile.Width = int.MaxValue;
        return console;
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Title => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Olive),
        Tone.Bad => new Style(Color.Maroon),
        _ => Style.Plain,
    };
}
