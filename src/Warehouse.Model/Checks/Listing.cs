using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>Names in a sentence.</summary>
internal static class Listing
{
    /// <summary><c>`a`, `b` and `c`</c>.</summary>
    public static string And(IEnumerable<string> names) => Join(names, "and");

    /// <summary><c>`a`, `b` or `c`</c>.</summary>
    public static string Or(IEnumerable<string> names) => Join(names, "or");

    /// <summary><c>1 column</c>, <c>2 columns</c>.</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary><c>a `string`</c>, <c>an `integer`</c>.</summary>
    public static string A(DataType type) => $"{(type is DataType.Integer ? "an" : "a")} `{type}`";

    private static string Join(IEnumerable<string> names, string word)
    {
        var quoted = names.Select(name => $"`{name}`").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} {word} {quoted[^1]}";
    }
}
