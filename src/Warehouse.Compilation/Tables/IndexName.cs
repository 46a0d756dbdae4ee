using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Warehouse.Compilation.Tables;

/// <summary>The name of an index that a model asks for: by its columns, so that another index has another name, whatever else is asked for.</summary>
internal static class IndexName
{
    /// <summary>The shortest limit among the engines, in bytes of UTF-8: beyond it Postgres cuts a name silently.</summary>
    private const int Longest = 63;

    public static string Of(string table, ImmutableArray<string> columns)
    {
        var name = $"{table}_by_{string.Join("__", columns)}";
        if (Encoding.UTF8.GetByteCount(name) <= Longest)
            return name;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 6));
        var shortened = $"{table}_by_{digest}";
        return Encoding.UTF8.GetByteCount(shortened) <= Longest ? shortened : $"ix_{digest}";
    }
}
