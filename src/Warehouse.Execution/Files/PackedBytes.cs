namespace Warehouse.Execution.Files;

/// <summary>The bytes of a packed file, of which an inflater takes too many: what it took last can be given back.</summary>
internal sealed class PackedBytes(Stream file) : ReadingStream
{
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _lent;
    private int _next;
    private int _end;

    /// <summary>There is no more than what has been looked at.</summary>
    public bool HasEnded { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        // Never all at once: what is given back has to be here still.
        var ahead = Ahead(1, keep: 0);
        var read = Math.Min(ahead.Length, buffer.Length);
        ahead[..read].CopyTo(buffer);
        _lent = _next;
        _next += read;
        return read;
    }

    /// <summary>What comes next, at least so many bytes unless the file ends.</summary>
    public ReadOnlySpan<byte> Ahead(int least) => Ahead(least, _next - _lent);

    public ReadOnlySpan<byte> Skip(int bytes)
    {
        _next += bytes;
        _lent = _next;
        return _bytes.AsSpan(_next - bytes, bytes);
    }

    /// <summary>Goes behind these bytes, which stand in what was read last or begin there; false where they do not.</summary>
    public bool ReturnTo(ReadOnlySpan<byte> wanted)
    {
        Ahead(wanted.Length);
        var found = _bytes.AsSpan(_lent, Math.Min(_end, _next + wanted.Length) - _lent).IndexOf(wanted);
        if (found < 0)
            return false;
        _next = _lent + found + wanted.Length;
        _lent = _next;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlySpan<byte> Ahead(int least, int keep)
    {
        if (_end - _next < least && !HasEnded)
        {
            var from = _next - keep;
            _bytes.AsSpan(from, _end - from).CopyTo(_bytes);
            (_lent, _next, _end) = (0, keep, _end - from);
            while (_end - _next < least && !HasEnded)
            {
                var read = file.Read(_bytes, _end, _bytes.Length - _end);
                _end += read;
                HasEnded = read == 0;
            }
        }

        return _bytes.AsSpan(_next, _end - _next);
    }
}
