using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;

namespace Warehouse.Execution.Landing;

/// <summary>A Parquet file's rows, group by group, every value as the text that DuckDB gives it too.</summary>
public sealed class ParquetRows : IAsyncDisposable
{
    /// <summary>What the reader keeps of buffers that are free: by itself it keeps all it ever had.</summary>
    private static readonly ParquetOptions Options = new() { MaximumSmallPoolFreeBytes = 1 << 24, MaximumLargePoolFreeBytes = 1 << 24 };

    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly LandingFile _file;
    private readonly ImmutableArray<ParquetColumn> _columns;
    private int _group;

    private ParquetRows(Stream stream, ParquetReader reader, ImmutableArray<ParquetColumn> columns, LandingFile file, string? only)
    {
        (_stream, _reader, _file) = (stream, reader, file);
        var names = Header.Check(file, [.. columns.Select(c => c.Name)]);
        (Columns, _columns) = only is null ? (names, columns) : ([only], [columns[names.IndexOf(only)]]);
    }

    public ImmutableArray<string> Columns { get; }

    /// <summary>How many rows the current group has.</summary>
    public int RowsInGroup { get; private set; }

    /// <param name="file">The file.</param>
    /// <param name="only">The one column that is to be read; null: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LandingException">It is no Parquet, or not of flat columns, or lacks one that the model reads.</exception>
    public static async Task<ParquetRows> OpenAsync(LandingFile file, string? only, CancellationToken cancellationToken)
    {
        ParquetFrame.Require(file);
        var stream = file.OpenBytes();
        try
        {
            var reader = await ParquetReader.CreateAsync(stream, Options, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(stream, reader, ColumnsOf(reader, file), file, only);
        }
        catch (Exception e) when (e is not (LandingException or OperationCanceledException))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw ParquetFrame.Unreadable(file, e.Message);
        }
    }

    public async Task<bool> NextGroupAsync(CancellationToken cancellationToken)
    {
        if (_group >= _reader.RowGroupCount)
            return false;
        try
        {
            using var group = _reader.OpenRowGroupReader(_group++);
            RowsInGroup = checked((int)group.RowCount);
            foreach (var column in _columns)
                column.Clear();
            foreach (var column in _columns)
                await column.ReadAsync(group, RowsInGroup, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not (LandingException or OperationCanceledException))
        {
            throw ParquetFrame.Unreadable(_file, e.Message);
        }
    }

    /// <summary>A value of the current group, until the next is asked for; false for NULL.</summary>
    /// <exception cref="LandingException">It is no text.</exception>
    public bool TryGet(int row, int column, out ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _columns[column].TryGet(row, out utf8);
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException)
        {
            throw ParquetFrame.Invalid(_file, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static ImmutableArray<ParquetColumn> ColumnsOf(ParquetReader reader, LandingFile file)
    {
        if (reader.Schema.Fields.FirstOrDefault(f => f is not DataField || ((DataField)f).IsArray) is { } nested)
            throw ParquetFrame.Invalid(file, $"the column `{nested.Name}` is nested");
        // All are flat, so behind the root each element is a column.
        var elements = reader.Metadata!.Schema.Skip(1);
        return [.. reader.Schema.GetDataFields().Zip(elements, (f, e) => ParquetColumn.Of(f, e) ?? throw ParquetFrame.Invalid(file, $"the column `{f.Name}` has a type without a text"))];
    }
}
