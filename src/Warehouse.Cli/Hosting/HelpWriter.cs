using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Warehouse.Cli.Hosting;

/// <summary>The help of a command: what it does, what it takes, an example.</summary>
internal sealed class HelpWriter(Host host, GlobalOptions globals) : SynchronousCommandLineAction
{
    private const int Widest = 30;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    public void Write(Command command)
    {
        var isRoot = command is RootCommand;
        var arguments = command.Arguments.Where(a => !a.Hidden).ToList();
        var options = command.Options.Where(o => !o.Hidden && !globals.All.Contains(o) && o is not HelpOption).ToList();
        Line(command.Description ?? "");
        Line("");
        var usage = new List<string> { "warehouse" };
        usage.AddRange(isRoot ? ["COMMAND"] : [command.Name]);
        usage.AddRange(arguments.Select(UsageOf));
        Line($"Usage: {string.Join(' ', usage)} [options]");
        Section("Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")));
        Section("Arguments", arguments.Select(a => (NameOf(a), a.Description ?? "")));
        Section("Options", options.Select(o => (NameOf(o), o.Description ?? "")));
        Section("Options of every command", globals.All.Select(o => (NameOf(o), o.Description ?? "")).Append(("--help, -h", "This.")));
        if (command is CliCommand { Example: var example })
            Examples(example);
        if (isRoot)
            Examples("init shop\nrun --project shop");
    }

    private void Examples(string examples)
    {
        Line("");
        Line("Example:");
        foreach (var example in examples.Split('\n'))
            Line($"  warehouse {example}");
    }

    private void Section(string title, IEnumerable<(string Name, string Description)> entries)
    {
        var rows = entries.ToList();
        if (rows.Count == 0)
            return;
        Line("");
        Line($"{title}:");
        var width = Math.Min(Widest, rows.Max(r => r.Name.Length));
        foreach (var (name, description) in rows)
        {
            var text = Wrap(description, Math.Max(30, Math.Min(host.Width, 120) - width - 4));
            if (name.Length > width)
                Line($"  {name}");
            for (var i = 0; i < text.Count; i++)
                Line($"  {(i == 0 && name.Length <= width ? name : "").PadRight(width)}  {text[i]}");
        }
    }

    private static string UsageOf(Argument argument)
    {
        var name = NameOf(argument);
        var many = argument.Arity.MaximumNumberOfValues > 1 ? $"{name}…" : name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{many}]" : many;
    }

    private static string NameOf(Argument argument) => argument.HelpName ?? argument.Name;

    private static string NameOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }

    private void Line(string text) => host.Out.WriteLine(text.TrimEnd());
}
