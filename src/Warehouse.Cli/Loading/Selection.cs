using System.Collections.Immutable;
using System.IO.Enumeration;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Loading;

/// <summary>Which pipelines `--select` and `--exclude` mean, in dbt's grammar: blanks unite, commas intersect, `+` follows the graph.</summary>
/// <param name="states">How each pipeline's model stands to what was loaded; null where no expression asks for it.</param>
internal sealed class Selection(ImmutableArray<PipelineLoad> loads, IReadOnlyDictionary<string, ModelState>? states)
{
    private const string StateMethod = "state";

    private readonly PipelineGraph _graph = new(loads);

    /// <summary>Whether the target has to be asked what was loaded of which model.</summary>
    public static bool AsksForState(IEnumerable<string> expressions) => expressions.SelectMany(Terms).SelectMany(t => t.Split(',')).Any(t => Step.Parse(t).Method == StateMethod);

    /// <summary>The selected loads, in run order; all of them when nothing is said.</summary>
    public ImmutableArray<PipelineLoad> Of(IReadOnlyCollection<string> select, IReadOnlyCollection<string> exclude)
    {
        var chosen = select.SelectMany(Terms).Any() ? Union("--select", select) : [.. loads.Select(l => l.Pipeline)];
        chosen.ExceptWith(Union("--exclude", exclude));
        return [.. loads.Where(l => chosen.Contains(l.Pipeline))];
    }

    private static string[] Terms(string expression) => expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private HashSet<string> Union(string option, IEnumerable<string> expressions) =>
        [.. expressions.SelectMany(Terms).SelectMany(term => term.Split(',').Select(step => Reach(option, Step.Parse(step))).Aggregate((a, b) => [.. a.Intersect(b)]))];

    private HashSet<string> Reach(string option, Step step)
    {
        var matched = loads.Where(Matches(step)).Select(l => l.Pipeline).ToList();
        // What has changed, or is new, may well be nothing; a name that matches nothing is a slip.
        if (matched.Count == 0 && step.Method != StateMethod)
            throw Unknown(option, step);
        var reached = matched.ToHashSet(StringComparer.Ordinal);
        if (step.WithAll)
            reached.UnionWith(matched.SelectMany(m => _graph.Descendants(m).Append(m).SelectMany(d => _graph.Ancestors(d).Append(d))));
        if (step.Up is { } up)
            reached.UnionWith(matched.SelectMany(m => _graph.Ancestors(m, up)));
        if (step.Down is { } down)
            reached.UnionWith(matched.SelectMany(m => _graph.Descendants(m, down)));
        return reached;
    }

    private Func<PipelineLoad, bool> Matches(Step step) => step.Method switch
    {
        null => l => step.Is(l.Pipeline) || step.Is(l.ModelName),
        "type" => l => l.Types.Any(step.Is),
        "tag" => l => l.Documentation.Tags.Any(t => step.Is(t.Text)),
        "source" => l => l.Reads is { } read && step.Is(read.Source.Name.Text),
        "file" => l => step.Is(l.DeclaredAt.File),
        StateMethod => step.Value switch
        {
            "modified" => l => l.HasBatches && states![l.Pipeline] != ModelState.Unmodified,
            "new" => l => l.HasBatches && states![l.Pipeline] == ModelState.New,
            "unmodified" => l => l.HasBatches && states![l.Pipeline] == ModelState.Unmodified,
            _ => throw CommandException.Usage($"`state:{step.Value}` is no state", "write `state:modified`, `state:new` or `state:unmodified`"),
        },
        var other => throw CommandException.Usage($"`{other}:` selects nothing that there is", "select by name, `type:`, `tag:`, `source:`, `file:` or `state:`"),
    };

    private CommandException Unknown(string option, Step step)
    {
        var names = loads.SelectMany(l => new[] { l.ModelName, l.Pipeline });
        var help = step.Method switch
        {
            "type" => "there are type:dimension, type:calendar, type:clock, type:junk, type:bridge, type:fact and type:aggregate",
            "tag" => Known("tags", loads.SelectMany(l => l.Documentation.Tags).Select(t => t.Text)),
            "source" => Known("sources", loads.Select(l => l.Reads?.Source.Name.Text).OfType<string>()),
            "file" => Known("files", loads.Select(l => l.DeclaredAt.File)),
            _ => Nearest.Of(step.Value, names) is { } nearest ? $"write `{nearest}`" : $"there are {string.Join(", ", loads.Select(l => l.ModelName))}",
        };
        return new(ExitCode.WrongUsage, CliRules.NothingSelected.At(SourceSpan.None, $"`{option} {step.Text}` selects nothing", help));

        static string Known(string what, IEnumerable<string> there)
        {
            var all = there.Distinct().Order(StringComparer.Ordinal).ToList();
            return all.Count == 0 ? $"the model has no {what}" : $"the model has the {what} {string.Join(", ", all)}";
        }
    }

    /// <summary>One step of an expression: `2+tag:daily+`.</summary>
    /// <param name="Method">What stands before the colon; null for a name.</param>
    /// <param name="Up">How many generations of what it builds on are selected too; null: none.</param>
    /// <param name="Down">How many generations of what builds on it.</param>
    /// <param name="WithAll">`@`: what builds on it, and all that this builds on.</param>
    private sealed record Step(string Text, string? Method, string Value, int? Up, int? Down, bool WithAll)
    {
        public static Step Parse(string text)
        {
            var (rest, withAll) = text.StartsWith('@') ? (text[1..], true) : (text, false);
            int? up = null;
            int? down = null;
            var plus = rest.IndexOf('+', StringComparison.Ordinal);
            if (plus >= 0 && rest[..plus].All(char.IsAsciiDigit))
            {
                up = Generations(rest[..plus]);
                rest = rest[(plus + 1)..];
            }

            plus = rest.LastIndexOf('+');
            if (plus >= 0 && rest[(plus + 1)..].All(char.IsAsciiDigit))
            {
                down = Generations(rest[(plus + 1)..]);
                rest = rest[..plus];
            }

            return rest.Split(':', 2) is [var method, var value] ? new(text, method, value, up, down, withAll) : new(text, null, rest, up, down, withAll);
        }

        /// <summary>`*` and `?` stand for what they do in a shell.</summary>
        public bool Is(string name) => FileSystemName.MatchesSimpleExpression(Value, name, ignoreCase: false);

        private static int Generations(string digits) => digits.Length == 0 ? int.MaxValue : int.Parse(digits.AsSpan(0, Math.Min(digits.Length, 9)), System.Globalization.CultureInfo.InvariantCulture);
    }
}
