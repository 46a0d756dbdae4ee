using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>A name of the project's own for a type, not yet resolved.</summary>
internal sealed record TypeAlias(Name Name, ScalarNode Type);

/// <summary>Reads <c>types</c>; an alias may stand for another one.</summary>
internal static class TypesReader
{
    public static Shape<ImmutableArray<TypeAlias>> Shape { get; } =
        new NamedMap<TypeAlias>(new ValueEntry<ScalarNode, TypeAlias>(new TypeText(), (name, type) => new TypeAlias(name, type)));

    /// <summary>The types behind the aliases; one that stands for nothing is reported, and then text.</summary>
    public static IReadOnlyDictionary<string, DataType> Resolve(ImmutableArray<TypeAlias> aliases, ReadContext context)
    {
        var declared = aliases.DistinctBy(a => a.Name.Text).ToDictionary(a => a.Name.Text, StringComparer.Ordinal);
        var resolved = new Dictionary<string, DataType>(StringComparer.Ordinal);
        foreach (var alias in declared.Values)
        {
            if (DataTypeNames.Contains(alias.Name.Text))
            {
                context.Report(
                    ReadingRules.AliasHidesType,
                    alias.Name.Span,
                    $"`{alias.Name.Text}` is a type of the language already",
                    "choose another name");
            }

            ResolveOne(alias, declared, resolved, context, []);
        }

        return resolved;
    }

    private static DataType ResolveOne(
        TypeAlias alias,
        Dictionary<string, TypeAlias> declared,
        Dictionary<string, DataType> resolved,
        ReadContext context,
        ImmutableArray<string> path)
    {
        var name = alias.Name.Text;
        if (resolved.TryGetValue(name, out var known))
        {
            return known;
        }

        if (path.Contains(name))
        {
            context.Report(
                ReadingRules.AliasCycle,
                alias.Name.Span,
                $"the type `{name}` stands for itself: {string.Join(" → ", path.Add(name).Select(n => $"`{n}`"))}",
                "give one of them a type of the language");
            return resolved[name] = DataType.String;
        }

        var parsed = DataTypes.Parse(
            alias.Type,
            name,
            context,
            other => declared.TryGetValue(other, out var next) ? ResolveOne(next, declared, resolved, context, path.Add(name)) : null,
            declared.Keys.Where(k => k != name));
        if (parsed.Problem is { } rule)
        {
            context.Report(rule, alias.Type.Span, parsed.Message!, parsed.Help);
        }

        return resolved[name] = parsed.Value ?? DataType.String;
    }

    private sealed class TypeText : Shape<ScalarNode>
    {
        public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out ScalarNode value)
        {
            value = node as ScalarNode;
            return value is not null || Refuse(node, subject, "a type", "write a type, as `\"decimal(18,2)\"`", context);
        }

        public override JsonObject Schema(SchemaDefinitions definitions) => DataTypes.Type.Schema(definitions);
    }
}
