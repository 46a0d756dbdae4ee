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

    /// <summary>Lets go of what a row group held.</summary>
    public virtual void Clear()
    {
    }

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

    /// <summary>The values of a row group, in an array that the next group of that size has too.</summary>
    private sealed class Values<T>(DataField field)
        where T : struct
    {
        private T[] _present = [];
        private T?[] _optional = [];

        public T? this[int row] => field.IsNullable ? _optional[row] : _present[row];

        public async Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken)
        {
            if (field.IsNullable)
            {
                _optional = _optional.Length < rows ? new T?[rows] : _optional;
                await group.ReadAsync<T>(field, _optional.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _present = _present.Length < rows ? new T[rows] : _present;
                await group.ReadAsync<T>(field, _present.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }

        /// <summary>What values point to is let go before more is read.</summary>
        public void Clear()
        {
            Array.Clear(_optional);
            Array.Clear(_present);
        }
    }

    private sealed class Stored<T>(string name, bool optional, Func<T, Span<byte>, int> write, DataField? field = null) : ParquetColumn(name)
        where T : struct
    {
        private readonly Values<T> _values = new(field ?? Raw<T>(name, optional));
        private readonly byte[] _text = new byte[ParquetText.Longest];

        public override Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken) => _values.ReadAsync(group, rows, cancellationToken);

        public override bool TryGet(int row, out ReadOnlySpan<byte> utf8)
        {
            var value = _values[row];
            utf8 = value is { } there ? _text.AsSpan(0, write(there, _text)) : default;
            return value is not null;
        }
    }

    /// <param name="name">The column's name.</param>
    /// <param name="optional">Whether a value may be NULL.</param>
    /// <param name="write">The text of bytes that are none; null: they are it.</param>
    private sealed class Bytes(string name, bool optional, Func<ReadOnlyMemory<byte>, byte[]>? write) : ParquetColumn(name)
    {
        private readonly Values<ReadOnlyMemory<byte>> _values = new(Raw<ReadOnlyMemory<byte>>(name, optional));

        public override void Clear() => _values.Clear();

        public override Task ReadAsync(ParquetRowGroupReader group, int rows, CancellationToken cancellationToken) => _values.ReadAsync(group, rows, cancellationToken);

        public override bool TryGet(int row, out ReadOnlySpan<byte> utf8)
        {
            var value = _values[row];
            utf8 = value is not { } there ? default : write is null ? ParquetText.Check(there.Span, Name) : write(there);
            return value is not null;
        }
    }
}
