using System.Text;

namespace Warehouse.Execution.Landing;

/// <summary>The bytes of a text file as UTF-8, whatever it is written in.</summary>
internal static class TextEncoding
{
    /// <summary>Whether the file is UTF-8 as it stands, so that engines can read it themselves.</summary>
    public static bool IsUtf8(string name) => name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    public static Stream OpenAsUtf8(LandingFile file)
    {
        var name = file.Csv.Encoding;
        if (IsUtf8(name))
            return file.OpenText();
        var encoding = Find(name) ?? throw new LandingException(ExecutionRules.InvalidText, $"`{name}` is no encoding that is known here", "set `csv.encoding` to an IANA name, such as `utf-8` or `windows-1252`");
        return Encoding.CreateTranscodingStream(file.OpenText(), encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static Encoding? Find(string name)
    {
        var (encoder, decoder) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        if (CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder) is { } codePage)
            return codePage;
        try
        {
            return Encoding.GetEncoding(name, encoder, decoder);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
