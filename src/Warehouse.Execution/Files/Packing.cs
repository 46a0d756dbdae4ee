namespace Warehouse.Execution.Files;

/// <summary>How the text of a file is packed.</summary>
public enum Packing
{
    None,
    Gzip,
    Zstandard,
}

/// <summary>Which packing a file's name promises, and which its first bytes show.</summary>
internal static class Packings
{
    /// <summary>How many bytes show it.</summary>
    public const int Shown = 10;

    private static readonly (string Kind, byte[] Begin)[] Others =
    [
        ("a zip archive", "PK\x3\x4"u8.ToArray()),
        ("xz", [0xFD, .. "7zXZ\0"u8]),
        ("7-Zip", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]),
        ("an Excel or Word file of old", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("Parquet", "PAR1\x15"u8.ToArray()),
    ];

    public static Packing OfName(string name) => System.IO.Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".gz" => Packing.Gzip,
        ".zst" => Packing.Zstandard,
        _ => Packing.None,
    };

    /// <summary>What the bytes are, where that is not text; null where they may be.</summary>
    public static (Packing? Packing, string Named)? OfBytes(ReadOnlySpan<byte> begin)
    {
        if (begin is [0x1F, 0x8B, ..])
            return (Packing.Gzip, "gzip");
        // The second form is a frame to be skipped, such as one that says how the file was made.
        if (begin is [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..])
            return (Packing.Zstandard, "zstd");
        if (begin is [(byte)'B', (byte)'Z', (byte)'h', _, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
            return (null, "bzip2");
        foreach (var (kind, first) in Others)
        {
            if (begin.StartsWith(first))
                return (null, kind);
        }

        return null;
    }
}
