using System.Text;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>The only place where names are quoted.</summary>
internal static class Names
{
    public static string Table(TableName table, Dialect dialect) => table.Schema is { } schema
        ? $"{Write(schema, dialect)}.{Write(table.Name, dialect)}"
        : Temporary(table.Name, dialect);

    /// <summary>The name as it is where that means the same, else quoted.</summary>
    public static string Write(string name, Dialect dialect)
    {
        var rules = dialect.Identifiers;
        Check(name, dialect);
        if (IsPlain(name, rules) && !rules.Reserved.Contains(name.ToLowerInvariant()))
        {
            return name;
        }

        return Quote(rules.Folding == CaseFolding.Upper && IsPlain(name, rules) ? name.ToUpperInvariant() : name, rules);
    }

    private static string Temporary(string name, Dialect dialect)
    {
        var prefix = dialect.Identifiers.TemporaryPrefix;
        if (prefix.Length == 0)
        {
            return Write(name, dialect);
        }

        Check(prefix + name, dialect);
        return IsPlain(name, dialect.Identifiers) ? prefix + name : Quote(prefix + name, dialect.Identifiers);
    }

    private static string Quote(string name, Identifiers rules)
    {
        var text = name;
        if (rules.EscapedBackslash != "\\")
        {
            text = text.Replace("\\", rules.EscapedBackslash, StringComparison.Ordinal);
        }

        return rules.Open + text.Replace(rules.Close, rules.EscapedClose, StringComparison.Ordinal) + rules.Close;
    }

    private static bool IsPlain(string name, Identifiers rules) =>
        name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' || (rules.Folding == CaseFolding.None && c is >= 'A' and <= 'Z'))
        && !char.IsAsciiDigit(name[0]);

    private static void Check(string name, Dialect dialect)
    {
        if (name.Length == 0)
        {
            throw new UnsupportedException(dialect.Name, "an empty name", "give it a name");
        }

        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnsupportedException(dialect.Name, "a name with a NUL character", "take the character out of the name");
        }

        var rules = dialect.Identifiers;
        var length = rules.MeasuredInBytes ? Encoding.UTF8.GetByteCount(name) : name.Length;
        if (length > rules.MaxLength)
        {
            var unit = rules.MeasuredInBytes ? "bytes" : "characters";
            throw new UnsupportedException(
                dialect.Name, $"the name `{name}` of {length} {unit}", $"shorten it to at most {rules.MaxLength} {unit}");
        }
    }
}
