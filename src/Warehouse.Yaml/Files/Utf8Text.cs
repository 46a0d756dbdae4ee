using System.Text;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Yaml.Files;

/// <summary>A model file's text from its bytes: UTF-8, with or without a byte order mark.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ModelFile? Decode(string path, byte[] bytes, ReadContext context)
    {
        try
        {
            return new ModelFile(path, Normalize(Strict.GetString(bytes)));
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length));
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            context.GiveUp(ReadingRules.NotUtf8.At(
                new SourceSpan(path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1),
                $"`{path}` is not UTF-8 from here on",
                "save the file as UTF-8"));
            return null;
        }
    }

    /// <summary>Without a byte order mark, lines ended by LF, so that places are counted alike everywhere.</summary>
    public static string Normalize(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
