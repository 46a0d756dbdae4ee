using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>A map whose keys are known: reads each by its declaration, and has reported those that are unknown or missing.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, MapEntry> entries;

    private YamlMap(MapNode node, ReadContext context)
    {
        Node = node;
        Context = context;
        entries = node.Entries.ToDictionary(e => e.Key.Text, StringComparer.Ordinal);
    }

    public MapNode Node { get; }

    public ReadContext Context { get; }

    /// <param name="subject">The thing that the map describes, as a message names it.</param>
    /// <param name="place">The place of the thing's name, where what is missing is reported.</param>
    public static YamlMap Open(MapNode node, string subject, SourceSpan place, KeyTable keys, ReadContext context)
    {
        var map = new YamlMap(node, context);
        if (keys.Others is null)
        {
            foreach (var entry in node.Entries.Where(e => !keys.Contains(e.Key.Text)))
            {
                context.Report(
                    ReadingRules.UnknownKey,
                    entry.Key.Span,
                    $"`{Scalars.Shorten(entry.Key.Text)}` is not a key of {keys.NameWithArticle}",
                    HelpFor(entry.Key.Text, keys));
            }
        }

        foreach (var key in keys.Keys.Where(k => k.IsRequired && !map.Has(k)))
        {
            map.ReportMissing(key, subject, place);
        }

        map.CheckChoice(keys.ExactlyOne, subject, place);
        return map;
    }

    public bool Has(Key key) => entries.ContainsKey(key.Name);

    public bool TryRead<T>(Key<T> key, out T value)
    {
        value = default!;
        return entries.TryGetValue(key.Name, out var entry) && key.Shape.TryRead(entry.Value, key.Name, Context, out value!);
    }

    /// <summary>The value, or the key's default where it is absent or cannot be read.</summary>
    public T Read<T>(Key<T> key) => TryRead(key, out var value) ? value : key.DefaultValue;

    /// <summary>The value, or another where it is absent or cannot be read.</summary>
    public T Read<T>(Key<T> key, T fallback) => TryRead(key, out var value) ? value : fallback;

    public T? Find<T>(Key<T> key)
        where T : class => TryRead(key, out var value) ? value : null;

    public T? FindValue<T>(Key<T> key)
        where T : struct => TryRead(key, out var value) ? value : null;

    public ImmutableArray<T> List<T>(Key<ImmutableArray<T>> key) => TryRead(key, out var value) ? value : [];

    /// <summary>A name that must be there; an empty one, already reported, where it is not.</summary>
    public Name Name(Key<Name> key) => TryRead(key, out var value) ? value : new Name("", Node.Span);

    /// <summary>Where the value stands, or another place where it is absent.</summary>
    public SourceSpan PlaceOf(Key key, SourceSpan otherwise = default) =>
        entries.TryGetValue(key.Name, out var entry) ? entry.Value.Span : otherwise;

    public SourceSpan PlaceOfKey(Key key) => entries[key.Name].Key.Span;

    /// <summary>Reports keys of which only one can hold.</summary>
    public void Exclude(string subject, params Key[] keys)
    {
        var present = keys.Where(Has).ToArray();
        foreach (var other in present.Skip(1))
        {
            Context.Report(
                ReadingRules.ConflictingKeys,
                PlaceOfKey(other),
                $"`{subject}` has both `{present[0].Name}` and `{other.Name}`",
                $"keep one of `{present[0].Name}` and `{other.Name}`");
        }
    }

    public void ReportMissing(Key key, string subject, SourceSpan place) =>
        Context.Report(ReadingRules.MissingKey, place, $"`{subject}` has no `{key.Name}`", $"add `{key.Name}:`, {Lower(key.Description)}");

    private void CheckChoice(IReadOnlyList<Key> choice, string subject, SourceSpan place)
    {
        if (choice.Count == 0)
        {
            return;
        }

        Exclude(subject, [.. choice]);
        if (!choice.Any(Has))
        {
            var names = string.Join(", ", choice.Select(k => $"`{k.Name}`"));
            Context.Report(ReadingRules.MissingKey, place, $"`{subject}` has none of {names}", $"add one of {names}");
        }
    }

    private static string HelpFor(string key, KeyTable keys)
    {
        if (key.EndsWith(')'))
        {
            return "quote a type that holds a comma: \"decimal(18,2)\"";
        }

        var known = keys.Keys.Select(k => k.Name);
        return Nearest.Of(key, known) is { } near ? $"write `{near}`" : $"use one of {string.Join(", ", known.Select(k => $"`{k}`"))}";
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
