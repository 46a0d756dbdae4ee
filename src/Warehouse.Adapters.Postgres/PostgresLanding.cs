using Npgsql;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Adapters.Postgres;

/// <summary>Puts a file's rows into an unlogged table, as one binary COPY.</summary>
internal static class PostgresLanding
{
    /// <summary>How many rows are written between two looks at whether to stop.</summary>
    private const int RowsBetweenLooks = 1024;

    public static async Task<long> LandAsync(NpgsqlConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        await RunAsync(connection, new DropTable(table), cancellationToken).ConfigureAwait(false);
        if (file.Format == FileFormat.Parquet)
            return await LandParquetAsync(connection, table, file, cancellationToken).ConfigureAwait(false);
        using var rows = await Task.Run(() => TextRows.Open(file), cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, LandingTable.Create(table, rows.Columns), cancellationToken).ConfigureAwait(false);
        return await CopyAsync(connection, table, file, copy => Task.Run(() => Write(copy, rows, cancellationToken), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> LandParquetAsync(NpgsqlConnection connection, TableName table, LandingFile file, CancellationToken cancellationToken)
    {
        await using var rows = await ParquetRows.OpenAsync(file, only: null, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, LandingTable.Create(table, rows.Columns), cancellationToken).ConfigureAwait(false);
        return await CopyAsync(
            connection,
            table,
            file,
            async copy =>
            {
                while (await rows.NextGroupAsync(cancellationToken).ConfigureAwait(false))
                {
                    for (var row = 0; row < rows.RowsInGroup; row++)
                    {
                        copy.BeginRow(rows.Columns.Length + 1);
                        for (var column = 0; column < rows.Columns.Length; column++)
                            Write(copy, rows.TryGet(row, column, out var utf8), utf8);
                        copy.Null();
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static void Write(PostgresCopy copy, TextRows rows, CancellationToken cancellationToken)
    {
        var columns = rows.Columns.Length;
        while (rows.Read())
        {
            if (copy.Rows % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            copy.BeginRow(columns + 1);
            for (var column = 0; column < columns; column++)
                Write(copy, rows.TryGet(column, out var utf8), utf8);

            copy.Text(rows.Problem);
        }
    }

    private static void Write(PostgresCopy copy, bool present, ReadOnlySpan<byte> utf8)
    {
        if (present)
            copy.Text(utf8);
        else
            copy.Null();
    }

    private static async Task<long> CopyAsync(NpgsqlConnection connection, TableName table, LandingFile file, Func<PostgresCopy, Task> write, CancellationToken cancellationToken)
    {
        var name = SqlWriter.Write(table, Dialects.Postgres);
        var stream = await connection.BeginRawBinaryCopyAsync($"COPY {name} FROM STDIN (FORMAT binary)", cancellationToken).ConfigureAwait(false);
        var copy = new PostgresCopy(stream);
        try
        {
            await write(copy).ConfigureAwait(false);
            file.RequireUnchanged();
            copy.End();
        }
        catch
        {
            // Without this the end of the stream would keep the rows that have been sent.
            await stream.CancelAsync().ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            await RunAsync(connection, new DropTable(table), CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await stream.DisposeAsync().ConfigureAwait(false);
        return copy.Rows;
    }

    private static async Task RunAsync(NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SqlWriter.Write(statement, Dialects.Postgres, ParameterStyle.Driver), connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
