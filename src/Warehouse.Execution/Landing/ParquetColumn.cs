using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace Warehouse.Execution.Landing;

/// <summary>A column of a Parquet file: its stored values as the texts that DuckDB gives them.</summary>
/// <remarks>
/// Values are read as they are stored and not as .NET's types, which know no infinity, no year beyond 9999, none before Christ and no
/// decimal of more than 28 digits.
/// </remarks>
internal abstract class ParquetColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>Reads the column's values of a row group.</summary>
    public abstract Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken);

    /// <summary>A value of the row group, until the next is asked for; false for NULL.</summary>
    /// <exception cref="InvalidDataException">It is no text.</exception>
    public abstract bool TryGet(int row, out ReadOnlySpan<byte> utf8);

    /// <summary>Null for a type that has no text.</summary>
    public static ParquetColumn? Of(DataField field, SchemaElement element)
    {
        var name = field.Name;
        var optional = element.RepetitionType != FieldRepetitionType.REQUIRED;
        return element.Type switch
        {
            Parquet.Meta.Type.BOOLEAN => new Stored<bool>(name, optional, (v, text) => Copy(v ? "true"u8 : "false"u8, text)),
            Parquet.Meta.Type.INT32 => ParquetText.OfInt32(element) is { } write ? new Stored<int>(name, optional, write) : null,
            Parquet.Meta.Type.INT64 => ParquetText.OfInt64(element) is { } write ? new Stored<long>(name, optional, write) : null,
            // The timestamp of old Impala and Spark, which nobody writes any more.
            Parquet.Meta.Type.INT96 => new Stored<DateTime>(name, optional, (v, text) => ParquetTimes.Timestamp((v - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, text), field),
            Parquet.Meta.Type.FLOAT => new Stored<float>(name, optional, ParquetReals.Write),
            Parquet.Meta.Type.DOUBLE => new Stored<double>(name, optional, ParquetReals.Write),
            _ => ParquetText.OfBytes(element) is { } write ? new Bytes(name, optional, write) : ParquetText.IsText(element) ? new Bytes(name, optional, write: null) : null,
        };
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    /// <summary>Attached to a schema of its own, a field is read as it is stored.</summary>
    private static DataField Raw<T>(string name, bool optional)
    {
        var field = new DataField(name, typeof(T), optional);
        _ = new ParquetSchema(field);
        return field;
    }

    private static async Task<(T[]? Present, T?[]? Optional)> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellationToken)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var present = new T[rows];
            await group.ReadAsync<T>(field, present.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return (present, null);
        }

        var optional = new T?[rows];
        await group.ReadAsync<T>(field, optional.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return (null, optional);
    }

    private sealed class Stored<T>(string name, bool optional, Func<T, Span<byte>, int> write, DataField? field = null) : ParquetColumn(name)
        where T : struct
    {
        private readonly DataField _field = field ?? Raw<T>(name, optional);
        private readonly byte[] _text = new byte[ParquetText.Longest];
        private (T[]? Present, T?[]? Optional) _values;

        public override async Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken)
        {
            _values = default;
            _values = await ReadAsync<T>(group, _field, rows, cancellationToken).ConfigureAwait(false);
        }

        public override bool TryGet(int row, out ReadOnlySpan<byte> utf8)
        {
            var value = _values.Present is { } present ? present[row] : _values.Optional![row];
            utf8 = value is { } there ? _text.AsSpan(0, write(there, _text)) : default;
            return value is not null;
        }
    }

    /// <param name="name">The column's name.</param>
    /// <param name="optional">Whether a value may be NULL.</param>
    /// <param name="write">The text of bytes that are none; null: they are it.</param>
    private sealed class Bytes(string name, bool optional, Func<ReadOnlyMemory<byte>, byte[]>? write) : ParquetColumn(name)
    {
        private readonly DataField _field = Raw<ReadOnlyMemory<byte>>(name, optional);
        private (ReadOnlyMemory<byte>[]? Present, ReadOnlyMemory<byte>?[]? Optional) _values;

        public override async Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken)
        {
            _values = default;
            _values = await ReadAsync<ReadOnlyMemory<byte>>(group, _field, rows, cancellationToken).ConfigureAwait(false);
        }

        public override bool TryGet(int row, out ReadOnlySpan<byte> utf8)
        {
            var value = _values.Present is { } present ? present[row] : _values.Optional![row];
            utf8 = value is not { } there ? default : write is null ? ParquetText.Check(there.Span, Name) : write(there);
            return value is not null;
        }
    }
}
