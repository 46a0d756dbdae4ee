using System.IO.Compression;
using System.Text;
using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Files;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>Files packed with gzip or zstd: read whole, or refused; never a part of one.</summary>
public sealed class PackedLandingTests
{
    private const string Text = "id,name\n1,Anchor\n2,Bell\n3,\"Compass, large\"\n";

    public static TheoryData<string> Kinds => ["gz", "zst"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_packed_file_has_the_rows_of_the_file_that_was_packed(string kind)
    {
        using var csv = new LandedFile($"a.csv.{kind}", Pack(kind, Text));
        using var ndjson = new LandedFile($"a.ndjson.{kind}", Pack(kind, "{\"id\":1}\n{\"id\":2,\"name\":\"é\"}\n"));

        (await csv.OnBothAsync()).ShouldBe([["id", "name"], ["1", "Anchor"], ["2", "Bell"], ["3", "Compass, large"]]);
        (await ndjson.OnBothAsync()).ShouldBe([["id", "name"], ["1", null], ["2", "é"]]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_packed_in_pieces_is_read_whole(string kind)
    {
        // As `cat`, log shippers, bgzip and pigz write them; a piece ends within a row, another is empty.
        byte[] whole = [.. Pack(kind, Text[..12]), .. Pack(kind, ""), .. Pack(kind, Text[12..]), .. Pack(kind, "4,Drum\n")];
        using var file = new LandedFile($"a.csv.{kind}", whole);

        (await file.OnBothAsync()).Select(r => r[0]).ShouldBe(["id", "1", "2", "3", "4"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_is_cut_off_anywhere_is_refused_and_so_is_one_with_something_behind_it(string kind)
    {
        byte[] whole = [.. Pack(kind, Text), .. Pack(kind, string.Concat(Enumerable.Range(0, 200).Select(i => $"{i},row {i * 7919}\n")))];
        var first = Pack(kind, Text).Length;

        for (var length = 0; length < whole.Length; length++)
        {
            // A piece that ends where the next one would begin is a file.
            if (length != first)
                Unpack(kind, whole[..length]).ShouldContain("`x.csv", customMessage: $"the first {length} bytes of {whole.Length}");
        }

        Unpack(kind, [.. whole, .. "more"u8]).ShouldContain("cannot be unpacked");
        Unpack(kind, whole).ShouldBe("");
    }

    [Fact]
    public void A_bit_that_fell_over_in_a_gzip_file_is_noticed_wherever_it_changes_what_is_read()
    {
        var whole = Pack("gz", string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},row {i * 7919}\n")));
        var hash = FileDigest.Of(new MemoryStream(whole), "x.csv.gz", isUtf8: true, TestContext.Current.CancellationToken).Bytes;
        var unnoticed = new List<int>();
        for (var at = 0; at < whole.Length; at++)
        {
            var bent = (byte[])whole.Clone();
            bent[at] ^= 0x10;
            if (Unpack("gz", bent).Length == 0)
                unnoticed.Add(at);
        }

        // Time of writing, extra flags, the system: bytes of the header that say nothing of the content.
        hash.ShouldBe(whole.Length);
        unnoticed.ShouldAllBe(at => at >= 3 && at < 10);
    }

    [Fact]
    public void Zeros_behind_a_gzip_file_are_no_content()
    {
        Unpack("gz", [.. Pack("gz", Text), .. new byte[512]]).ShouldBe("");
    }

    [Fact]
    public void Fields_of_a_gzip_header_are_passed_over()
    {
        var plain = Pack("gz", Text);
        byte[] named = [.. plain[..3], 0x1E, .. plain[4..10], 3, 0, 1, 2, 3, .. "a.csv\0remark\0"u8, 0, 0, .. plain[10..]];

        Unpack("gz", named).ShouldBe("");
    }

    [Theory]
    [InlineData("a.csv", "gz", "`a.csv` cannot be unpacked: it holds gzip, and its name says text")]
    [InlineData("a.ndjson", "zst", "`a.ndjson` cannot be unpacked: it holds zstd, and its name says text")]
    [InlineData("a.csv.gz", "zst", "`a.csv.gz` cannot be unpacked: its name says gzip, and it holds zstd")]
    [InlineData("a.csv.zst", "gz", "`a.csv.zst` cannot be unpacked: its name says zstd, and it holds gzip")]
    [InlineData("a.csv.gz", "", "`a.csv.gz` cannot be unpacked: its name says gzip, and it holds something else")]
    [InlineData("a.csv", "zip", "`a.csv` cannot be unpacked: it holds a zip archive, and its name says text")]
    public async Task A_file_that_is_not_packed_as_its_name_says_is_refused(string name, string kind, string message)
    {
        using var file = new LandedFile(name, kind switch { "" => Encoding.UTF8.GetBytes(Text), "zip" => [.. "PK\x3\x4"u8, 0, 0], _ => Pack(kind, Text) });

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.InvalidArchive);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void The_hash_is_of_the_file_as_it_lies_there_and_the_text_of_what_is_in_it()
    {
        var stop = TestContext.Current.CancellationToken;
        var packed = Pack("gz", "id\n\u00ff\n", Encoding.Latin1);

        var digest = FileDigest.Of(new MemoryStream(packed), "x.csv.gz", isUtf8: true, stop);

        digest.Hash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packed)));
        digest.TextError.ShouldBe("line 2, byte 3: these bytes are no UTF-8 (FF0A)");
    }

    internal static byte[] Pack(string kind, string text, Encoding? encoding = null)
    {
        var bytes = (encoding ?? Encoding.UTF8).GetBytes(text);
        var packed = new MemoryStream();
        using (Stream stream = kind == "gz" ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new ZstdSharp.CompressionStream(packed, leaveOpen: true))
            stream.Write(bytes);
        // GZipStream writes nothing at all for no content.
        return packed.Length == 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : packed.ToArray();
    }

    /// <summary>The refusal; nothing where there is none.</summary>
    private static string Unpack(string kind, byte[] bytes)
    {
        try
        {
            return FileDigest.Of(new MemoryStream(bytes), $"x.csv.{kind}", isUtf8: true, TestContext.Current.CancellationToken).TextError ?? "";
        }
        catch (Warehouse.Execution.Landing.LandingException e) when (e.Rule == ExecutionRules.InvalidArchive)
        {
            return e.Message;
        }
    }
}
