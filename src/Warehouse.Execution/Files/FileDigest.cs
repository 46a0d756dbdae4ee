using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Warehouse.Execution.Files;

/// <summary>What a file holds, as a hash, and whether it is text: both in one reading.</summary>
/// <param name="Hash">SHA-256 in lower-case hexadecimal.</param>
/// <param name="TextError">Why it is not text in UTF-8; null where it is, or where that was not asked.</param>
public sealed record FileDigest(string Hash, long Bytes, string? TextError)
{
    /// <summary>What <see cref="SourceFile.State"/> said before it was read.</summary>
    public string? State { get; init; }

    private const int BufferSize = 1 << 18;

    /// <param name="file">The file as it lies there; what is hashed.</param>
    /// <param name="name">Its name, which says how its text is packed.</param>
    /// <param name="isUtf8">Whether it ought to be text in UTF-8, once unpacked.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Landing.LandingException">It cannot be read, or not be unpacked.</exception>
    public static FileDigest Of(Stream file, string name, bool isUtf8, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashed = new HashedBytes(file, sha);
        var text = new Utf8Check();
        if (isUtf8)
            Check(hashed, name, text, cancellationToken);
        hashed.ReadToEnd(name, cancellationToken);
        return new(Convert.ToHexStringLower(sha.GetHashAndReset()), hashed.Bytes, text.Error);
    }

    private static void Check(Stream file, string name, Utf8Check text, CancellationToken cancellationToken)
    {
        using var utf8 = UnpackedText.Open(file, name);
        var buffer = new byte[BufferSize];
        var pending = 0;
        while (utf8.Read(buffer, pending, BufferSize - pending) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A character may be cut by the buffer's end: its first bytes wait for the rest.
            pending = text.Take(buffer.AsSpan(0, pending + read));
        }

        text.End(buffer.AsSpan(0, pending));
    }

    /// <summary>Bytes that are hashed as they pass.</summary>
    private sealed class HashedBytes(Stream file, IncrementalHash sha) : ReadingStream
    {
        public long Bytes { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            sha.AppendData(buffer[..read]);
            Bytes += read;
            return read;
        }

        public void ReadToEnd(string name, CancellationToken cancellationToken)
        {
            var buffer = new byte[BufferSize];
            try
            {
                while (Read(buffer) > 0)
                    cancellationToken.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileErrors.Unreadable(name, e);
            }
        }
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
            if (_offset == 0 && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                Fail(bytes, 0, "it begins as UTF-16 does");
            else if (!Utf8.IsValid(bytes))
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
