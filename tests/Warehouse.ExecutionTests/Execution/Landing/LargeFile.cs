using System.Globalization;
using System.IO.Compression;
using System.Text;
using Warehouse.TestEngines.DuckDb;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>A file of about so many bytes, unpacked, the same each time.</summary>
internal static class LargeFile
{
    private const int RowLength = 128;

    public static void Write(string path, long bytes, int rowGroup)
    {
        var rows = bytes / RowLength;
        if (path.EndsWith(".parquet", StringComparison.Ordinal))
            WriteParquet(path, rows, rowGroup);
        else
            WriteText(path, rows);
    }

    private static void WriteText(string path, long rows)
    {
        using Stream file = File.Create(path);
        using var packed = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest)
            : path.EndsWith(".zst", StringComparison.Ordinal) ? new ZstdSharp.CompressionStream(file) : file;
        using var writer = new StreamWriter(packed, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        var json = path.Contains(".ndjson", StringComparison.Ordinal);
        if (!json)
            writer.Write("id,name,amount,at,note\n");
        for (var i = 0L; i < rows; i++)
        {
            var hash = unchecked((ulong)i * 0x9E3779B97F4A7C15UL);
            if (json)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"name\":\"name {hash:X16}\",\"amount\":{hash % 100000}.25,\"note\":\"{hash:D20} {~hash:D20} é\"}}\n"));
            else
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{i},\"name {hash:X16}\",{hash % 100000}.25,2024-01-{1 + (i % 28):00} 12:00:00,{hash:D20} {~hash:D20} {hash:X16}\n"));
        }
    }

    private static void WriteParquet(string path, long rows, int rowGroup)
    {
        using var database = DuckDbDatabase.InMemory();
        using var command = database.Open().CreateCommand();
        command.CommandText =
            $"""
            SET memory_limit = '400MB'; SET threads = 1; SET preserve_insertion_order = true;
            COPY (SELECT range AS id, 'name ' || hash(range) AS name, CAST(hash(range) % 100000 AS DECIMAL(18, 2)) AS amount, TIMESTAMP '2024-01-01' + to_seconds(range % 1000000) AS "at",
                         hash(range + 1) || ' ' || hash(range + 2) || ' ' || hash(range + 3) || ' ' || hash(range + 4) AS note
                  FROM range({rows})) TO '{path}' (FORMAT parquet, CODEC 'snappy', ROW_GROUP_SIZE {rowGroup})
            """;
        command.ExecuteNonQuery();
    }
}
