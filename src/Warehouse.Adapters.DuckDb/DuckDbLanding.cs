using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Warehouse.Execution.Files;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Adapters.DuckDb;

/// <summary>Puts a file's rows into a table: by DuckDB's own reader where that is sure to read the file as every other engine does, else row by row.</summary>
internal static class DuckDbLanding
{
    private const int RowsBetweenLooks = 1024;

    /// <summary>DuckDB's own limit for a line, unless it is told another.</summary>
    private const int UsualLine = 2_000_000;

    private const string NoProblem = $"CAST(NULL AS VARCHAR) AS {ChangeColumns.Problem}";

    private static readonly HashSet<string> Scalars = new(StringComparer.Ordinal)
    {
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "DATE", "UUID", "JSON",
    };

    private static readonly SearchValues<char> Globs = SearchValues.Create("*?[]{}");

    public static long Land(DuckDBConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        Run(connection, Write(new DropTable(table)), cancellationToken);
        try
        {
            var rows = file.Format switch
            {
                FileFormat.Parquet => LandParquet(connection, table, file, cancellationToken),
                FileFormat.Csv => LandCsv(connection, table, file, cancellationToken),
                _ => LandRows(connection, table, file, cancellationToken),
            };
            file.RequireUnchanged();
            return rows;
        }
        catch
        {
            Run(connection, Write(new DropTable(table)), CancellationToken.None);
            throw;
        }
    }

    private static long LandCsv(DuckDBConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        // The same reading as everywhere finds what is wrong with the file; DuckDB's parallel reader then takes what is beyond doubt.
        using var rows = CsvRows.Open(file);
        while (rows.Read())
        {
            if (rows.Rows % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }

        if (!rows.IsPlain || file.FullPath.AsSpan().IndexOfAny(Globs) >= 0)
            return LandRows(connection, table, file, cancellationToken);
        try
        {
            Run(connection, $"CREATE TABLE {Name(table)} AS SELECT row_number() OVER () AS {ChangeColumns.Row}, *, {NoProblem} FROM {ReadCsv(file, rows)}", cancellationToken);
            if (Count(connection, table) == rows.Rows)
                return rows.Rows;
        }
        catch (DuckDBException) when (!cancellationToken.IsCancellationRequested)
        {
            // Its reader is stricter in places; ours has found nothing wrong.
        }

        Run(connection, Write(new DropTable(table)), cancellationToken);
        return LandRows(connection, table, file, cancellationToken);
    }

    private static string ReadCsv(LandingFile file, CsvRows rows)
    {
        var options = new StringBuilder();
        Option("auto_detect", "false");
        Option("compression", file.Packing switch { Packing.Gzip => "'gzip'", Packing.Zstandard => "'zstd'", _ => "'none'" });
        Option("header", file.Csv.Header ? "true" : "false");
        Option("delim", Text(file.Csv.Delimiter.ToString()));
        Option("quote", Text(file.Csv.Quote.ToString()));
        Option("escape", Text(file.Csv.Quote.ToString()));
        Option("nullstr", Text(file.Csv.Null));
        Option("allow_quoted_nulls", "false");
        Option("columns", "{" + string.Join(", ", rows.Columns.Select(c => $"{Text(c)}: 'VARCHAR'")) + "}");
        if (rows.LongestRow > UsualLine)
            Option("max_line_size", (rows.LongestRow + 1024).ToString(CultureInfo.InvariantCulture));
        return $"read_csv({Text(file.FullPath)}{options})";

        void Option(string name, string value) => options.Append(CultureInfo.InvariantCulture, $", {name} = {value}");
    }

    private static long LandParquet(DuckDBConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        ParquetFrame.Require(file);
        var source = $"read_parquet({Text(Escaped(file.FullPath))})";
        try
        {
            var fields = Describe(connection, source);
            Header.Check(file, [.. fields.Select(f => f.Name)]);
            var values = fields.Select(f => $"{TextOf(file, f.Name, f.Type)} AS {Quoted(f.Name)}");
            Run(connection, $"CREATE TABLE {Name(table)} AS SELECT row_number() OVER () AS {ChangeColumns.Row}, {string.Join(", ", values)}, {NoProblem} FROM {source}", cancellationToken);
            foreach (var text in fields.Where(f => f.Type is "VARCHAR" or "JSON"))
                RequireText(connection, table, file, text.Name);
            return Count(connection, table);
        }
        catch (DuckDBException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ParquetFrame.Unreadable(file, DuckDbErrors.FirstLine(e.Message));
        }
    }

    private static void RequireText(DuckDBConnection connection, TableName table, LandingFile file, string column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {Name(table)} WHERE contains({Quoted(column)}, chr(0))";
        if ((long)command.ExecuteScalar()! > 0)
            throw ParquetFrame.Invalid(file, $"the column `{column}` holds a NUL character, which is no text");
    }

    private static long LandRows(DuckDBConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        using var rows = TextRows.Open(file);
        Run(connection, Write(LandingTable.Create(table, rows.Columns)), cancellationToken);
        using var appender = connection.CreateAppender(table.Schema, table.Name);
        var (count, columns) = (0L, rows.Columns.Length);
        while (rows.Read())
        {
            if (count % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var row = appender.CreateRow().AppendValue(++count);
            for (var column = 0; column < columns; column++)
                row = rows.TryGet(column, out var utf8) ? row.AppendValue(Encoding.UTF8.GetString(utf8)) : row.AppendNullValue();
            row = rows.Problem is { } problem ? row.AppendValue(problem) : row.AppendNullValue();
            row.EndRow();
        }

        return count;
    }

    private static ImmutableArray<(string Name, string Type)> Describe(DuckDBConnection connection, string source)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM {source}";
        using var reader = command.ExecuteReader();
        var fields = ImmutableArray.CreateBuilder<(string, string)>();
        while (reader.Read())
            fields.Add((reader.GetString(0), reader.GetString(1)));
        return fields.ToImmutable();
    }

    private static string TextOf(LandingFile file, string name, string type) => type switch
    {
        "VARCHAR" => Quoted(name),
        "BLOB" => $"lower(hex({Quoted(name)}))",
        _ when type.Contains('[', StringComparison.Ordinal) || type.StartsWith("STRUCT", StringComparison.Ordinal) || type.StartsWith("MAP", StringComparison.Ordinal) =>
            throw ParquetFrame.Invalid(file, $"the column `{name}` is nested"),
        // Before 1970 a cast would round up, and what is finer than a microsecond is cut off.
        "TIMESTAMP_NS" => $"CAST(CASE WHEN isfinite({Quoted(name)}) THEN make_timestamp((epoch_ns({Quoted(name)}) - (epoch_ns({Quoted(name)}) % 1000 + 1000) % 1000) // 1000) ELSE CAST({Quoted(name)} AS TIMESTAMP) END AS VARCHAR)",
        // In UTC, and without saying so, as a text without a zone is read.
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => $"CAST(CAST({Quoted(name)} AS TIMESTAMP) AS VARCHAR)",
        _ when type.StartsWith("TIME", StringComparison.Ordinal) => $"CAST(CAST({Quoted(name)} AS TIME) AS VARCHAR)",
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) || Scalars.Contains(type) => $"CAST({Quoted(name)} AS VARCHAR)",
        _ => throw ParquetFrame.Invalid(file, $"the column `{name}` has a type without a text"),
    };

    private static long Count(DuckDBConnection connection, TableName table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {Name(table)}";
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var cancelling = cancellationToken.Register(command.Cancel);
        command.ExecuteNonQuery();
    }

    private static string Write(Statement statement) => SqlWriter.Write(statement, Dialects.DuckDb, ParameterStyle.Driver);

    private static string Name(TableName table) => SqlWriter.Write(table, Dialects.DuckDb);

    private static string Text(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A path that is one file, also where characters of it mean a pattern.</summary>
    private static string Escaped(string path) => string.Concat(path.Select(c => Globs.Contains(c) ? $"[{c}]" : c.ToString()));
}
