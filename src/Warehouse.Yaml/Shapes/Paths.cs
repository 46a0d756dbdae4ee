using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Nodes;

namespace Warehouse.Yaml.Shapes;

/// <summary>Paths of files, which stay below the project's folder.</summary>
internal static class Paths
{
    public static Shape<Name> File { get; } = new ScalarShape<Name>(
        "a path", "write a path from the project's folder", () => new JsonObject { ["type"] = "string", ["minLength"] = 1 }, Parse);

    /// <summary>Whether a relative path never climbs out of the folder it starts in.</summary>
    public static bool StaysBelow(string path)
    {
        if (path.Length == 0 || path[0] is '/' or '\\' or '~' || path.Contains(':', StringComparison.Ordinal) || path.Contains(
            '\0',
            StringComparison.Ordinal))
        {
            return false;
        }

        var depth = 0;
        foreach (var part in path.Split('/', '\\'))
        {
            depth += part switch { ".." => -1, "." or "" => 0, _ => 1 };
            if (depth < 0)
            {
                return false;
            }
        }

        return depth > 0;
    }

    public static Parsed<Name> Outside(string path, string subject) => new(
        null,
        ReadingRules.PathOutsideProject,
        $"`{subject}` is `{Scalars.Shorten(path)}`, which is not below the project's folder",
        "write a relative path without a leading `/`, a drive, or `..` that leaves the folder");

    private static Parsed<Name> Parse(ScalarNode scalar, string subject, ReadContext context)
    {
        if (scalar.ScalarKind != ScalarKind.Text || scalar.Text.Length == 0)
        {
            return Scalars.Wrong<Name>(scalar, subject, "a path", "write a path from the project's folder, quoted where it holds `*`");
        }

        return Scalars.Substitution<Name>(scalar.Text, subject)
            ?? (StaysBelow(scalar.Text) ? scalar.ToName() : Outside(scalar.Text, subject));
    }
}
