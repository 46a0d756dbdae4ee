using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;

namespace Warehouse.Execution.Landing;

/// <summary>A Parquet file's rows, group by group, every value as the text that DuckDB gives it too.</summary>
public sealed class ParquetRows : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private readonly LandingFile _file;
    private ImmutableArray<Func<int, string?>> _columns = [];
    private int _group;

    private ParquetRows(Stream stream, ParquetReader reader, DataField[] fields, LandingFile file, string? only)
    {
        (_stream, _reader, _file) = (stream, reader, file);
        var names = Header.Check(file, [.. fields.Select(f => f.Name)]);
        (Columns, _fields) = only is null ? (names, fields) : ([only], [fields[names.IndexOf(only)]]);
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
        var stream = file.OpenBytes();
        try
        {
            var reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (reader.Schema.Fields.FirstOrDefault(f => f is not DataField || ((DataField)f).IsArray) is { } nested)
                throw Invalid(file, $"the column `{nested.Name}` is nested");
            return new(stream, reader, reader.Schema.GetDataFields(), file, only);
        }
        catch (Exception e) when (e is not (LandingException or OperationCanceledException))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw Invalid(file, e.Message);
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
            var columns = ImmutableArray.CreateBuilder<Func<int, string?>>(_fields.Length);
            foreach (var field in _fields)
                columns.Add(await ParquetText.ReadAsync(group, field, RowsInGroup, cancellationToken).ConfigureAwait(false) ?? throw Invalid(_file, $"the column `{field.Name}` has a type without a text"));
            _columns = columns.MoveToImmutable();
            return true;
        }
        catch (Exception e) when (e is not (LandingException or OperationCanceledException))
        {
            throw Invalid(_file, e.Message);
        }
    }

    /// <summary>A value of the current group; null for NULL.</summary>
    public string? Text(int row, int column) => _columns[column](row);

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static LandingException Invalid(LandingFile file, string what) =>
        new(ExecutionRules.InvalidParquet, $"`{file.Name}`: {what}", "write the file as Parquet with flat columns");
}
