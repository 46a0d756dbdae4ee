using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Warehouse.UnitTests.Yaml;

/// <summary>YAML as editors see it: as JSON by the core schema, independent of the reader under test; and its scalars, to change one.</summary>
internal static class YamlText
{
    public static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents.Single().RootNode)!.ToJsonString();
    }

    public static IEnumerable<Scalar> Keys(string yaml) => Scalars(yaml).Where(s => s.IsKey);

    public static IEnumerable<Scalar> Values(string yaml) => Scalars(yaml).Where(s => !s.IsKey);

    public static string Replace(string yaml, Scalar scalar, string with) =>
        string.Concat(yaml.AsSpan(0, (int)scalar.Start.Index), with, yaml.AsSpan((int)scalar.End.Index));

    private static List<Scalar> Scalars(string yaml)
    {
        var parser = new Parser(new Scanner(new StringReader(yaml), skipComments: true));
        var scalars = new List<Scalar>();
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar scalar)
            {
                scalars.Add(scalar);
            }
        }

        return scalars;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException(),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Regex.IsMatch(text, "^[-+]?[0-9]+$") => decimal.Parse(text, CultureInfo.InvariantCulture),
        _ when Regex.IsMatch(text, "^[-+]?[0-9]*\\.[0-9]+$") => decimal.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
