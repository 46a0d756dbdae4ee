using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Yaml.Nodes;

/// <summary>A node of a YAML document, aliases resolved, with its place.</summary>
/// <param name="LastLine">The last line that the node covers.</param>
internal abstract record Node(SourceSpan Span, int LastLine)
{
    /// <summary>What a person calls this kind of node.</summary>
    public abstract string Kind { get; }

    /// <summary>How many nodes this one holds, itself included.</summary>
    public abstract int Size { get; }

    /// <summary>How many levels this node has, a scalar having one.</summary>
    public abstract int Depth { get; }
}

/// <summary>A text, number, boolean or null.</summary>
/// <param name="IsPlain">Written without quotes, and not as a block: only then is it anything but text.</param>
internal sealed record ScalarNode(string Text, bool IsPlain, SourceSpan Span, int LastLine) : Node(Span, LastLine)
{
    public ScalarKind ScalarKind { get; } = IsPlain ? CoreSchema.KindOf(Text) : ScalarKind.Text;

    public bool IsNull => ScalarKind == ScalarKind.Null;

    public override string Kind => IsNull && Text.Length == 0 ? "nothing" : CoreSchema.Describe(ScalarKind);

    public override int Size => 1;

    public override int Depth => 1;

    public Name ToName() => new(Text, Span);
}

/// <summary>An ordered list of nodes.</summary>
internal sealed record ListNode(ImmutableArray<Node> Items, SourceSpan Span, int LastLine) : Node(Span, LastLine)
{
    public override string Kind => "a list";

    public override int Size { get; } = 1 + Items.Sum(i => i.Size);

    public override int Depth { get; } = 1 + Items.Select(i => i.Depth).DefaultIfEmpty().Max();
}

/// <summary>Keys and values in the order of the file, each key once.</summary>
internal sealed record MapNode(ImmutableArray<MapEntry> Entries, SourceSpan Span, int LastLine) : Node(Span, LastLine)
{
    public override string Kind => "a map";

    public override int Size { get; } = 1 + Entries.Sum(e => 1 + e.Value.Size);

    public override int Depth { get; } = 1 + Entries.Select(e => e.Value.Depth).DefaultIfEmpty().Max();
}

/// <summary>A key of a map and its value.</summary>
internal sealed record MapEntry(ScalarNode Key, Node Value);
