using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Constructs;
using Warehouse.Yaml.Files;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml;

/// <summary>Makes one project of many files: types and defaults first, because everything else is read by them.</summary>
internal sealed class ProjectAssembly
{
    private readonly ImmutableArray<YamlMap> files;
    private readonly ReadContext context;

    private ProjectAssembly(ImmutableArray<YamlMap> files, ReadContext context)
    {
        this.files = files;
        this.context = context;
    }

    /// <summary>The project, and the lines of each thing in it that has a name.</summary>
    public static (Project Project, ImmutableArray<NamedLines> Things) Of(ImmutableArray<ModelFile> texts, ReadContext context)
    {
        var roots = ImmutableArray.CreateBuilder<YamlMap>();
        foreach (var text in texts)
        {
            if (NodeParser.Parse(text, context) is { } node && Open(node, text, context) is { } map)
            {
                roots.Add(map);
            }
        }

        var project = new ProjectAssembly(roots.ToImmutable(), context).Read(texts.Length > 0 ? texts[0].Path : ModelFolder.ProjectFile);
        return (project, [.. roots.SelectMany(Things)]);
    }

    private static YamlMap? Open(Node node, ModelFile file, ReadContext context)
    {
        if (node is MapNode map)
        {
            if (map.Entries.Any(HidesNames))
            {
                context.MissNames();
            }

            return YamlMap.Open(map, file.Path, map.Span, ModelFileKeys.Keys, context);
        }

        context.GiveUp(ReadingRules.WrongKind.At(
            node.Span,
            $"`{file.Path}` must be a map of keys, and here is {node.Kind}",
            "begin with a key such as `dimensions:`"));
        return null;
    }

    // Things under a key that is none, or not keyed by their names: what they declare is missing from the project.
    private static bool HidesNames(MapEntry section) =>
        ModelFileKeys.IsSection(section.Key.Text) ? section.Value is not MapNode : section.Value is MapNode && !ModelFileKeys.Keys.Contains(section.Key.Text);

    private Project Read(string firstFile)
    {
        var top = new SourceSpan(firstFile, 1, 1);
        context.TypeAliases = TypesReader.Resolve(All(ModelFileKeys.Types, a => a.Name), context);
        if (One(ModelFileKeys.Defaults) is { } defaults)
        {
            context.Defaults = defaults.Values;
            context.ScdSpan = defaults.ScdSpan;
        }

        Require(ModelFileKeys.Version, top, "add `version: 1`");
        var name = One(ModelFileKeys.Name);
        Require(ModelFileKeys.Name, top, "add `name:`, the project's name");
        One(ModelFileKeys.Version);
        return new Project
        {
            Name = name ?? new Name("", top),
            Defaults = context.Defaults,
            TypeAliases = context.TypeAliases,
            DefaultTarget = One(ModelFileKeys.DefaultTarget),
            Targets = All(ModelFileKeys.Targets, t => t.Name),
            Sources = All(ModelFileKeys.Sources, s => s.Name),
            Dimensions = All(ModelFileKeys.Dimensions, d => d.Name),
            Bridges = All(ModelFileKeys.Bridges, b => b.Name),
            Facts = All(ModelFileKeys.Facts, f => f.Name),
            Aggregates = All(ModelFileKeys.Aggregates, a => a.Name),
            Access = All(ModelFileKeys.Access, a => a.Role),
            Tests = All(ModelFileKeys.Tests, t => t.Name),
            Observation = One(ModelFileKeys.Observe),
            Documentation =
                files.Select(ModelFileKeys.Documentation.Read).FirstOrDefault(d => d != Documentation.None) ?? Documentation.None,
        };
    }

    private void Require(Key key, SourceSpan top, string help)
    {
        if (!context.IsIncomplete && !files.Any(f => f.Has(key)))
        {
            context.Report(ReadingRules.MissingKey, top, $"the project has no `{key.Name}`", help);
        }
    }

    /// <summary>A key that one file of the project may have.</summary>
    private T? One<T>(Key<T> key)
    {
        var having = files.Where(f => f.Has(key)).ToArray();
        foreach (var other in having.Skip(1))
        {
            Duplicate(key.Name, having[0].PlaceOfKey(key), other.PlaceOfKey(key));
            other.TryRead(key, out _);
        }

        return having.Length > 0 && having[0].TryRead(key, out var value) ? value : default;
    }

    /// <summary>The things that all files declare under a key; of two with one name the first holds.</summary>
    private ImmutableArray<T> All<T>(Key<ImmutableArray<T>> key, Func<T, Name> nameOf)
    {
        var first = new Dictionary<string, Name>(StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var thing in files.SelectMany(f => f.List(key)))
        {
            var name = nameOf(thing);
            if (first.TryAdd(name.Text, name))
            {
                all.Add(thing);
            }
            else
            {
                Duplicate(name.Text, first[name.Text].Span, name.Span);
            }
        }

        return all.ToImmutable();
    }

    private void Duplicate(string name, SourceSpan first, SourceSpan second) => context.Report(
        ReadingRules.DuplicateName,
        second,
        $"`{name}` is declared twice: here and at {first.File}:{first.Line}:{first.Column}",
        "remove one of the two, or rename it");

    private static IEnumerable<NamedLines> Things(YamlMap file) =>
        from section in file.Node.Entries
        where section.Value is MapNode
        from thing in ((MapNode)section.Value).Entries
        let lines = new LineRange(thing.Key.Span.File, thing.Key.Span.Line, Math.Max(thing.Key.Span.Line, thing.Value.LastLine))
        select new NamedLines(section.Key.Text, thing.Key.Text, lines, [.. Words(thing.Value)]);

    private static IEnumerable<string> Words(Node node) => node switch
    {
        ScalarNode scalar => [scalar.Text],
        ListNode list => list.Items.SelectMany(Words),
        MapNode map => map.Entries.SelectMany(e => Words(e.Value)),
        _ => [],
    };
}
