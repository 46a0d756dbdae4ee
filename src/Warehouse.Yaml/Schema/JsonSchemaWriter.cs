using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Yaml.Constructs;

namespace Warehouse.Yaml.Schema;

/// <summary>Writes the JSON Schema (draft 7) of a model file, from the same declarations by which files are read.</summary>
public static class JsonSchemaWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema's text: the same bytes every time, ended by a newline.</summary>
    public static string Write()
    {
        var definitions = new SchemaDefinitions();
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Warehouse model file",
            ["description"] = "One file of a dimensional model; all files of a project make one namespace.",
        };
        foreach (var (key, value) in ModelFileKeys.Keys.Schema(definitions).ToArray())
        {
            root[key] = value?.DeepClone();
        }

        root["definitions"] = definitions.ToJson();
        return root.ToJsonString(Options) + "\n";
    }
}
