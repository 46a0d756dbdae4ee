using System.Text;
using System.Text.Json.Nodes;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads how a source's delimited files are written.</summary>
internal static class CsvReader
{
    private static readonly KeyTable Keys = new("csv block");

    private static readonly Key<char> Delimiter = Keys.Allow("delimiter", Scalars.Character, "The character between fields", ",");

    private static readonly Key<char> Quote = Keys.Allow("quote", Scalars.Character, "The character around fields", "\"");

    private static readonly Key<string> Null = Keys.Allow("null", Scalars.Prose, "The text that stands for NULL when it is not quoted", "");

    private static readonly Key<string> EncodingKey =
        Keys.Allow("encoding", EncodingName(), "The IANA name of the file's encoding", "utf-8");

    private static readonly Key<bool> Header = Keys.Allow("header", Scalars.Boolean, "Whether the first line names the columns", "true");

    public static Shape<CsvFormat> Shape { get; } = new Construct<CsvFormat>(
        Keys,
        map => new CsvFormat(map.Read(Delimiter), map.Read(Quote), map.Read(Null), map.Read(EncodingKey), map.Read(Header)));

    private static ScalarShape<string> EncodingName() => new(
        "an encoding",
        "write an IANA name, as `utf-8`",
        () => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
        (scalar, subject, _) => IsEncoding(scalar.Text) ? scalar.Text : Unknown(scalar, subject));

    private static Parsed<string> Unknown(ScalarNode scalar, string subject) => new(
        null,
        ReadingRules.NotAllowedValue,
        $"`{subject}` is `{Scalars.Shorten(scalar.Text)}`, which is not an encoding",
        "write an IANA name, as `utf-8` or `windows-1252`");

    private static bool IsEncoding(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) is not null
        || Encoding.GetEncodings().Any(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
}
