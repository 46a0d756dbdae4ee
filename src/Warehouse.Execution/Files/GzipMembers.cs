using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Warehouse.Execution.Files;

/// <summary>A gzip file (RFC 1952), all its members as one text.</summary>
/// <remarks>
/// The platform's GZipStream takes a file that is cut off for one that ends, and passes over what follows a member and is none: rows would be lost
/// without a word. Here each member has to end in its own checksum and length, and nothing but zeros may follow the last.
/// </remarks>
internal sealed class GzipMembers(PackedBytes packed) : ReadingStream
{
    private const int FooterSize = 8;

    private readonly Crc32 _checksum = new();
    private DeflateStream? _member;
    private uint _length;
    private bool _any;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_member is not null || BeginMember())
        {
            var read = Inflate(buffer);
            if (read > 0)
            {
                _checksum.Append(buffer[..read]);
                _length = unchecked(_length + (uint)read);
                return read;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _member?.Dispose();
        packed.Dispose();
        base.Dispose(disposing);
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _member!.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("it is damaged");
        }
    }

    /// <summary>False at the end of the file.</summary>
    private bool BeginMember()
    {
        // A tape's blocks, and some tools', are filled up with zeros.
        while (_any && packed.Ahead(1) is [0, ..])
            packed.Skip(1);
        if (_any && packed.Ahead(1).IsEmpty)
            return false;
        var head = Take(10);
        if (head is not [0x1F, 0x8B, 8, ..])
            throw new InvalidDataException(_any ? "what follows the end of its packed part is not packed" : "it is damaged");
        var flags = head[3];
        if ((flags & 4) != 0)
            Skip(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
        for (var texts = ((flags >> 3) & 1) + ((flags >> 4) & 1); texts > 0; texts--)
        {
            while (Take(1)[0] != 0)
            {
            }
        }

        if ((flags & 2) != 0)
            Take(2);
        (_any, _length) = (true, 0);
        _checksum.Reset();
        _member = new(packed, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    /// <summary>The inflater reads ahead, so its end is where the checksum and the length stand that follow it.</summary>
    private void EndMember()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> footer = stackalloc byte[FooterSize];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(footer[sizeof(uint)..], _length);
        if (!packed.ReturnTo(footer))
            throw new InvalidDataException(packed.HasEnded ? "it is cut off or damaged" : "it is damaged");
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (packed.Ahead(bytes).Length < bytes)
            throw new InvalidDataException("it is cut off");
        return packed.Skip(bytes);
    }

    private void Skip(int bytes)
    {
        for (; bytes > 0; bytes--)
            Take(1);
    }
}
