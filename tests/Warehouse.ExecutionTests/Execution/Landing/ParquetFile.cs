using Warehouse.TestEngines.DuckDb;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>A Parquet file that DuckDB writes.</summary>
internal static class ParquetFile
{
    public static byte[] Of(string query, string options = "CODEC 'snappy'")
    {
        using var database = DuckDbDatabase.InMemory();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".parquet");
        try
        {
            using var command = database.Open().CreateCommand();
            command.CommandText = $"SET TimeZone = 'UTC'; COPY ({query}) TO '{path}' (FORMAT parquet, {options})";
            command.ExecuteNonQuery();
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
