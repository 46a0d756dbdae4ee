using System.Text;

namespace Warehouse.Cli.Hosting;

/// <summary>What surrounds a run of the command: its streams, its folder, its environment and its clock.</summary>
public sealed record Host
{
    /// <summary>Data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and messages.</summary>
    public required TextWriter Error { get; init; }

    public TextReader In { get; init; } = TextReader.Null;

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>How many columns a line has.</summary>
    public int Width { get; init; } = 100;

    /// <summary>How many lines the terminal shows at once.</summary>
    public int Height { get; init; } = 24;

    /// <summary>The full path of the current folder.</summary>
    public required string Folder { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The streams of this process.</summary>
    public static Host OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new()
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" },
            In = Console.In,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            Width = WidthOfTerminal(),
            Height = HeightOfTerminal(),
            Folder = Directory.GetCurrentDirectory(),
            Environment = System.Environment.GetEnvironmentVariable,
        };
    }

    private static int WidthOfTerminal()
    {
        if (int.TryParse(System.Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 20)
            return columns;
        try
        {
            return Console.IsOutputRedirected && Console.IsErrorRedirected || Console.WindowWidth < 20 ? 100 : Console.WindowWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 100;
        }
    }

    private static int HeightOfTerminal()
    {
        if (int.TryParse(System.Environment.GetEnvironmentVariable("LINES"), out var lines) && lines >= 5)
            return lines;
        try
        {
            return Console.IsOutputRedirected && Console.IsErrorRedirected || Console.WindowHeight < 5 ? 24 : Console.WindowHeight;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 24;
        }
    }
}
