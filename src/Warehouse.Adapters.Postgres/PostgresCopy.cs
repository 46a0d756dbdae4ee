using System.Buffers.Binary;
using System.Text;

namespace Warehouse.Adapters.Postgres;

/// <summary>The binary form of COPY (PostgreSQL's manual, COPY, Binary Format): a row's number, then texts, written without a copy of any.</summary>
internal sealed class PostgresCopy
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    public PostgresCopy(Stream stream)
    {
        _stream = stream;
        // Signature, flags, length of the header's extension.
        Bytes("PGCOPY\n"u8);
        Bytes([0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>How many rows have been begun.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a row with its number; its texts follow.</summary>
    public void BeginRow(int texts)
    {
        var number = Room(sizeof(short) + sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt16BigEndian(number, checked((short)(texts + 1)));
        BinaryPrimitives.WriteInt32BigEndian(number[2..], sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(number[6..], ++Rows);
    }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), -1);

    public void Text(ReadOnlySpan<byte> utf8)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), utf8.Length);
        Bytes(utf8);
    }

    public void Text(string? text)
    {
        if (text is null)
            Null();
        else
            Text(Encoding.UTF8.GetBytes(text));
    }

    public void End()
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), -1);
        Flush();
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _used < bytes)
            Flush();
        _used += bytes;
        return _buffer.AsSpan(_used - bytes, bytes);
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
            Flush();
        if (bytes.Length > _buffer.Length)
        {
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
