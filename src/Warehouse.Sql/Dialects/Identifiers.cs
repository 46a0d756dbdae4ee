using System.Collections.Frozen;

namespace Warehouse.Sql.Dialects;

/// <summary>How an engine names things.</summary>
public sealed record Identifiers
{
    public string Open { get; init; } = "\"";

    public string Close { get; init; } = "\"";

    /// <summary>What the closing quote becomes inside a quoted name.</summary>
    public string EscapedClose { get; init; } = "\"\"";

    /// <summary>What a backslash becomes inside a quoted name.</summary>
    public string EscapedBackslash { get; init; } = "\\";

    /// <summary>The longest name, in UTF-8 bytes (<see cref="MeasuredInBytes"/>) or characters; a longer one is refused, since some engines cut it silently.</summary>
    public required int MaxLength { get; init; }

    public bool MeasuredInBytes { get; init; }

    public required CaseFolding Folding { get; init; }

    /// <summary>Words, in lower case, that are quoted wherever they name something.</summary>
    public required FrozenSet<string> Reserved { get; init; }

    /// <summary>Stands before the name of a temporary table.</summary>
    public string TemporaryPrefix { get; init; } = "";
}

/// <summary>What an engine makes of the letters of an unquoted name.</summary>
public enum CaseFolding
{
    /// <summary>Nothing, and case does not tell names apart: upper case needs no quotes.</summary>
    None,

    Lower,

    /// <summary>A lower-case name is unquoted, so it is upper case in the catalogue; one that needs quotes is raised likewise.</summary>
    Upper,
}
