using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Warehouse.Execution.Files;

/// <summary>What a file holds, as a hash, and whether it is text: both in one reading.</summary>
/// <param name="Hash">SHA-256 in lower-case hexadecimal.</param>
/// <param name="TextError">Why it is not text in UTF-8; null where it is, or where that was not asked.</param>
public sealed record FileDigest(string Hash, long Bytes, string? TextError)
{
    private const int BufferSize = 1 << 18;

    public static FileDigest Of(Stream stream, bool isUtf8, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var text = new Utf8Check();
        var (total, pending) = (0L, 0);
        while (stream.Read(buffer, pending, BufferSize - pending) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha.AppendData(buffer, pending, read);
            total += read;
            // A character may be cut by the buffer's end: its first bytes wait for the rest.
            pending = isUtf8 ? text.Take(buffer.AsSpan(0, pending + read)) : 0;
        }

        if (isUtf8)
            text.End(buffer.AsSpan(0, pending));
        return new(Convert.ToHexStringLower(sha.GetHashAndReset()), total, text.Error);
    }

    /// <summary>Well-formed UTF-8 without a NUL, followed from piece to piece.</summary>
    private sealed class Utf8Check
    {
        private long _offset;
        private long _lines;

        public string? Error { get; private set; }

        /// <returns>How many bytes at the end are the beginning of a character; they are moved to the front.</returns>
        public int Take(Span<byte> bytes)
        {
            if (Error is not null)
                return 0;
            var whole = WholeCharacters(bytes);
            Check(bytes[..whole]);
            bytes[whole..].CopyTo(bytes);
            return bytes.Length - whole;
        }

        public void End(ReadOnlySpan<byte> rest)
        {
            if (Error is null && !rest.IsEmpty)
                Fail(rest, 0, "the file ends within a character");
        }

        private void Check(ReadOnlySpan<byte> bytes)
        {
            var zero = bytes.IndexOf((byte)0);
            if (!Utf8.IsValid(bytes))
                Fail(bytes, FirstInvalid(bytes), "these bytes are no UTF-8");
            else if (zero >= 0)
                Fail(bytes, zero, "a NUL byte is no text");
            _offset += bytes.Length;
            _lines += bytes.Count((byte)'\n');
        }

        private void Fail(ReadOnlySpan<byte> bytes, int at, string what)
        {
            var line = _lines + bytes[..at].Count((byte)'\n') + 1;
            var shown = Convert.ToHexString(bytes.Slice(at, Math.Min(4, bytes.Length - at)));
            Error = string.Create(CultureInfo.InvariantCulture, $"line {line}, byte {_offset + at}: {what} ({shown})");
        }

        private static int FirstInvalid(ReadOnlySpan<byte> bytes)
        {
            var at = 0;
            while (at < bytes.Length && System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
                at += length;
            return at;
        }

        /// <summary>How many bytes from the beginning are not a character that is cut off at the end.</summary>
        private static int WholeCharacters(ReadOnlySpan<byte> bytes)
        {
            for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
            {
                var b = bytes[^back];
                if ((b & 0xC0) == 0x80)
                    continue;
                var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
                return needed > back ? bytes.Length - back : bytes.Length;
            }

            return bytes.Length;
        }
    }
}
