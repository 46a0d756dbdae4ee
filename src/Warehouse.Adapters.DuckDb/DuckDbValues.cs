using System.Collections;
using System.Globalization;
using System.Numerics;

namespace Warehouse.Adapters.DuckDb;

/// <summary>DuckDB.NET's values as those of a <see cref="Execution.Sessions.RowSet"/>.</summary>
internal static class DuckDbValues
{
    public static object? FromEngine(object value) => value switch
    {
        DBNull => null,
        long or decimal or double or string or bool or DateOnly or TimeOnly or Guid or byte[] => value,
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong u => u <= long.MaxValue ? (long)u : (object)(decimal)u,
        BigInteger b => FromBigInteger(b),
        float f => (double)f,
        DateTime t => DateTime.SpecifyKind(t, DateTimeKind.Utc),
        DateTimeOffset t => t.UtcDateTime,
        Stream s => FromStream(s),
        _ => Text(value),
    };

    private static object FromBigInteger(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            return (long)value;
        return BigInteger.Abs(value) <= new BigInteger(decimal.MaxValue) ? (decimal)value : value.ToString(CultureInfo.InvariantCulture);
    }

    private static byte[] FromStream(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>As DuckDB itself writes lists and structs.</summary>
    private static string Text(object? value) => value switch
    {
        null or DBNull => "NULL",
        string s => s,
        IDictionary d => "{" + string.Join(", ", d.Cast<DictionaryEntry>().Select(e => $"'{e.Key}': {Text(e.Value)}")) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Text)) + "]",
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
