using Warehouse.Execution.Landing;
using ZstdSharp;

namespace Warehouse.Execution.Files;

/// <summary>The text of a file that may be packed: unpacked as it is read, and refused where it is not packed as its name says, is cut off or damaged.</summary>
internal sealed class UnpackedText : ReadingStream
{
    private readonly Stream _text;
    private readonly string _name;

    private UnpackedText(Stream text, string name) => (_text, _name) = (text, name);

    /// <exception cref="LandingException">The bytes are not what the name says.</exception>
    public static Stream Open(Stream file, string name)
    {
        try
        {
            var promised = Packings.OfName(name);
            var bytes = new PackedBytes(file);
            Require(promised, bytes.Ahead(Packings.Shown), name);
            return promised switch
            {
                Packing.Gzip => new UnpackedText(new GzipMembers(bytes), name),
                Packing.Zstandard => new UnpackedText(new DecompressionStream(bytes, leaveOpen: false), name),
                _ => new UnpackedText(bytes, name),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _text.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Broken(e.Message);
        }
        catch (EndOfStreamException)
        {
            throw Broken("it is cut off");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Unreadable(_name, e);
        }
        catch (ZstdException e)
        {
            throw Broken(e.Message.Contains("too much memory", StringComparison.Ordinal)
                ? "it was packed with a window of more than 128 MB, which unpacking would keep in memory"
                : "it is damaged");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _text.Dispose();
        base.Dispose(disposing);
    }

    private static void Require(Packing promised, ReadOnlySpan<byte> begin, string name)
    {
        if (begin.Length > Packings.Shown)
            begin = begin[..Packings.Shown];
        var found = Packings.OfBytes(begin);
        if (found is null && promised == Packing.None)
            return;
        if (found?.Packing is { } packing && packing == promised)
            return;
        if (promised == Packing.None)
        {
            throw Refuse(name, $"it holds {found!.Value.Named}, and its name says text", found.Value.Packing switch
            {
                Packing.Gzip => "let its name, and the source's `path`, end in `.gz`",
                Packing.Zstandard => "let its name, and the source's `path`, end in `.zst`",
                _ => "write it as text, packed with gzip or zstd if at all",
            });
        }

        var said = promised == Packing.Gzip ? "gzip" : "zstd";
        if (begin.IsEmpty)
            throw Refuse(name, $"it is empty, which no {said} file is", "deliver the file again");
        throw Refuse(name, $"its name says {said}, and it holds {found?.Named ?? "something else"}", $"pack it with {said}, or name it for what it is");
    }

    private LandingException Broken(string what) => Refuse(_name, what, "deliver the file again");

    private static LandingException Refuse(string name, string what, string help) => new(ExecutionRules.InvalidArchive, $"`{name}` cannot be unpacked: {what}", help);
}
