using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Warehouse.Yaml.Nodes;

/// <summary>Turns a file's text into nodes; what is not YAML, or more YAML than a model needs, is reported and the file given up.</summary>
internal sealed class NodeParser
{
    // A few hundred bytes of nested aliases can stand for billions of nodes.
    private const int MostNodesByAlias = 200_000;

    private readonly ModelFile file;
    private readonly ReadContext context;
    private readonly EventCursor parser;
    private readonly Dictionary<string, Node?> anchors = new(StringComparer.Ordinal);
    private int nodesByAlias;

    private NodeParser(ModelFile file, ImmutableArray<ParsingEvent> events, ReadContext context)
    {
        this.file = file;
        this.context = context;
        parser = new EventCursor(events);
    }

    /// <summary>The file's one document; null when it is empty or could not be parsed, which is then reported.</summary>
    public static Node? Parse(ModelFile file, ReadContext context)
    {
        var events = YamlEvents.Read(file, context);
        return events.IsEmpty ? null : new NodeParser(file, events, context).Document();
    }

    private Node? Document()
    {
        parser.Skip();
        if (parser.Current is StreamEnd)
        {
            return Empty();
        }

        parser.Skip();
        var root = Read(1);
        if (root is null)
        {
            return null;
        }

        parser.Skip();
        if (parser.Current is DocumentStart second)
        {
            context.GiveUp(ReadingRules.SeveralDocuments.At(
                Place(second),
                "a second YAML document begins here: a model file is one document",
                "remove `---`, or move what follows to a file of its own"));
            return null;
        }

        return root is ScalarNode { IsNull: true } ? Empty() : root;
    }

    private Node? Empty()
    {
        context.Report(
            ReadingRules.EmptyFile,
            new SourceSpan(file.Path, 1, 1),
            $"`{file.Path}` is empty",
            "declare something in it, or delete it");
        return null;
    }

    private Node? Read(int depth)
    {
        var place = Place(parser.Current);
        if (parser.Current is AnchorAlias alias)
        {
            parser.Skip();
            return Resolve(alias.Value.Value, place with { Length = alias.Value.Value.Length + 1 }, depth);
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged and not Scalar { Tag.IsNonSpecific: true })
        {
            context.Report(
                ReadingRules.TagNotAllowed,
                place,
                $"the tag `{tagged.Tag}` is not part of the model language",
                "remove the tag; quote a value that must be text");
        }

        var anchor = ((NodeEvent)parser.Current).Anchor;
        Node? node = parser.Current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadList(depth, place),
            _ => ReadMap(depth, place),
        };
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = node;
        }

        return node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        parser.Skip();
        return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, ScalarPlace.Of(scalar, file), ScalarPlace.LastLine(scalar));
    }

    private ListNode? ReadList(int depth, SourceSpan place)
    {
        parser.Skip();
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!parser.SkipOver<SequenceEnd>())
        {
            if (Read(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new ListNode(items.ToImmutable(), place, LastLine(items.LastOrDefault(), place));
    }

    private MapNode? ReadMap(int depth, SourceSpan place)
    {
        parser.Skip();
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var seen = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        while (!parser.SkipOver<MappingEnd>())
        {
            if (Read(depth + 1) is not { } key || Read(depth + 1) is not { } value)
            {
                return null;
            }

            if (Accept(key, seen) is { } name)
            {
                entries.Add(new MapEntry(name, value));
            }
        }

        return new MapNode(entries.ToImmutable(), place, LastLine(entries.LastOrDefault()?.Value, place));
    }

    private ScalarNode? Accept(Node key, Dictionary<string, ScalarNode> seen)
    {
        if (key is not ScalarNode { Text.Length: > 0 } name)
        {
            var found = key is ScalarNode ? "empty" : key.Kind;
            context.Report(ReadingRules.KeyNotText, key.Span, $"a key must be text, and this one is {found}", "write `key: value`");
            return null;
        }

        if (name is { Text: "<<", IsPlain: true })
        {
            context.Report(
                ReadingRules.MergeKey,
                name.Span,
                "the merge key `<<` is not part of YAML 1.2",
                "repeat the keys, or use an alias for the whole value");
            return null;
        }

        if (!seen.TryAdd(name.Text, name))
        {
            var first = seen[name.Text].Span;
            context.Report(
                ReadingRules.DuplicateKey,
                name.Span,
                $"`{name.Text}` stands twice in this map, first at line {first.Line}",
                "keep one of the two, or rename one");
            return null;
        }

        return name;
    }

    private Node? Resolve(string name, SourceSpan place, int depth)
    {
        if (!anchors.TryGetValue(name, out var node) || node is null)
        {
            context.GiveUp(ReadingRules.UnknownAnchor.At(
                place,
                $"the alias `*{name}` has no anchor `&{name}` before it in this file",
                Nearest.Of(name, anchors.Keys) is { } near
                    ? $"write `*{near}`"
                    : $"define `&{name}` first, or quote a value that begins with `*`"));
            return null;
        }

        if (depth + node.Depth - 1 > YamlEvents.DeepestNesting)
        {
            context.GiveUp(YamlEvents.TooDeep(place));
            return null;
        }

        nodesByAlias += node.Size;
        if (nodesByAlias > MostNodesByAlias)
        {
            context.GiveUp(ReadingRules.AliasesTooLarge.At(
                place,
                $"the aliases of this file stand for more than {MostNodesByAlias} nodes",
                "write the values out"));
            return null;
        }

        return node;
    }

    private SourceSpan Place(ParsingEvent e) => new(file.Path, (int)e.Start.Line, (int)e.Start.Column);

    private static int LastLine(Node? last, SourceSpan place) => Math.Max(last?.LastLine ?? place.Line, place.Line);

    /// <summary>Walks events one after another.</summary>
    private sealed class EventCursor(ImmutableArray<ParsingEvent> events)
    {
        private int index;

        public ParsingEvent Current => events[index];

        public void Skip() => index++;

        public bool SkipOver<T>()
        {
            var found = Current is T;
            index += found ? 1 : 0;
            return found;
        }
    }
}
