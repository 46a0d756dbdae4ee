using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Checks;

/// <summary>What to do about a name that is not known.</summary>
internal static class Hint
{
    /// <summary>The known name that is nearest, else <paramref name="otherwise"/>.</summary>
    public static string Nearest(Name name, IEnumerable<string> known, string otherwise) =>
        Diagnostics.Nearest.Of(name.Text, known) is { } near ? $"did you mean `{near}`?" : otherwise;

    public static string Nearest(Name name, IEnumerable<Name> known, string otherwise) => Nearest(name, known.Select(k => k.Text), otherwise);
}
