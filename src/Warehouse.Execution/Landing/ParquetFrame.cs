using System.Buffers.Binary;

namespace Warehouse.Execution.Landing;

/// <summary>Whether a file begins and ends as Parquet does: what every engine needs first, in one set of words.</summary>
public static class ParquetFrame
{
    private const int MarkSize = 4;
    private const int TailSize = MarkSize + sizeof(int);

    private static ReadOnlySpan<byte> Mark => "PAR1"u8;

    /// <exception cref="LandingException">It does not, or cannot be opened.</exception>
    public static void Require(LandingFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var stream = file.OpenBytes();
        Span<byte> ends = stackalloc byte[MarkSize + TailSize];
        var length = stream.Length;
        if (length < ends.Length)
            throw Invalid(file, length == 0 ? "it is empty" : "it is too short to be Parquet");
        stream.ReadExactly(ends[..MarkSize]);
        stream.Seek(-TailSize, SeekOrigin.End);
        stream.ReadExactly(ends[MarkSize..]);
        var footer = BinaryPrimitives.ReadInt32LittleEndian(ends[MarkSize..]);
        var begins = ends[..MarkSize];
        var ended = ends[^MarkSize..];
        if (ended.SequenceEqual("PARE"u8))
            throw Invalid(file, "it is encrypted");
        if (!begins.SequenceEqual(Mark))
            throw Invalid(file, "it is no Parquet");
        if (!ended.SequenceEqual(Mark) || footer < 0 || footer > length - ends.Length)
            throw Invalid(file, "it is cut off or damaged: it does not end as Parquet does");
    }

    /// <summary>In an engine's words, which may name where the file lies.</summary>
    public static LandingException Unreadable(LandingFile file, string what)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(what);
        return Invalid(file, $"it is damaged, or written in a way that is not read here: {what.Replace(file.FullPath, file.Name, StringComparison.Ordinal)}");
    }

    public static LandingException Invalid(LandingFile file, string what)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(ExecutionRules.InvalidParquet, $"`{file.Name}`: {what}", "write the file as Parquet with flat columns");
    }
}
