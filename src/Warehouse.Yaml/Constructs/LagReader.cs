using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the times between two milestones: `[from, to]`, or a map that names the unit too.</summary>
internal static class LagReader
{
    private static readonly Name Unnamed = new("", SourceSpan.None);

    private static readonly KeyTable Keys = new("lag");

    private static readonly Key<Name> From = Keys.Require("from", Scalars.Name, "The milestone at which it begins");

    private static readonly Key<Name> To = Keys.Require("to", Scalars.Name, "The milestone at which it ends");

    private static readonly Key<LagUnit> Unit = Keys.Allow(
        "unit", OneOf.Enum<LagUnit>(), "What it is counted in; where left out, the unit that its name tells, else days");

    private static readonly Shape<Lag> Ends = new ByKind<Lag>(
        "`[from, to]`, or `{from: a_milestone, to: another, unit: hours}`",
        list: new Pair(),
        map: new Construct<Lag>(Keys, map => new Lag(Unnamed, map.Name(From), map.Name(To)) { DeclaredUnit = map.PlaceOf(Unit, SourceSpan.None).IsNone ? null : map.Read(Unit) }));

    public static Shape<ImmutableArray<Lag>> Shape { get; } = new NamedMap<Lag>(new ValueEntry<Lag, Lag>(Ends, (name, lag) => lag with { Name = name }));

    private sealed class Pair : Shape<Lag>
    {
        private static readonly Shape<ImmutableArray<Name>> List = Lists.Pair(Scalars.Name);

        public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out Lag value)
        {
            var read = List.TryRead(node, subject, context, out var ends);
            // An end that could not be read is reported already, and then has no name.
            value = !read ? null : ends.Length == 2 ? new Lag(Unnamed, ends[0], ends[1]) : new Lag(Unnamed, Unnamed, Unnamed);
            return read;
        }

        public override JsonObject Schema(SchemaDefinitions definitions) => List.Schema(definitions);
    }
}
