namespace Warehouse.Execution.Landing;

/// <summary>A window on a stream: what is kept of it stays in one piece, however long it grows.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    private const int InitialSize = 1 << 17;

    /// <summary>The largest piece that is kept: a row that is longer would grow with the file, as an unpacked bomb does.</summary>
    public const int Largest = 1 << 25;

    private byte[] _bytes = new byte[InitialSize];

    public Span<byte> Bytes => _bytes;

    /// <summary>How many bytes of <see cref="Bytes"/> are there.</summary>
    public int End { get; private set; }

    /// <summary>Nothing more can be kept in one piece.</summary>
    public bool IsFull => End == Largest;

    /// <summary>Reads more. What stood before <paramref name="keepFrom"/> is let go: the byte there now stands at 0.</summary>
    /// <returns>False at the end of the stream.</returns>
    public bool Fill(int keepFrom)
    {
        if (keepFrom > 0)
        {
            _bytes.AsSpan(keepFrom, End - keepFrom).CopyTo(_bytes);
            End -= keepFrom;
        }
        else if (End == _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(Largest, _bytes.Length * 2));
        }

        var read = stream.Read(_bytes, End, _bytes.Length - End);
        End += read;
        return read > 0;
    }

    public void Dispose() => stream.Dispose();
}
