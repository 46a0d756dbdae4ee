using System.Text.Json.Nodes;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A key of a construct: its name, what it is for, whether it must be there, and its default as YAML text.</summary>
internal abstract record Key(string Name, string Description, bool IsRequired, string? Default)
{
    public abstract JsonObject Schema(SchemaDefinitions definitions);
}

/// <summary>A key and the shape of its value.</summary>
internal sealed record Key<T>(string Name, Shape<T> Shape, string Description, bool IsRequired, string? Default)
    : Key(Name, Description, IsRequired, Default)
{
    /// <summary>The default, read as if it stood in the file.</summary>
    public T DefaultValue { get; } = Default is null ? default! : Read(Name, Shape, Default);

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = Shape.Schema(definitions);
        if (schema.ContainsKey("$ref"))
        {
            // Draft 7 ignores everything beside `$ref`, so that the description must stand around it.
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        }

        var described = new JsonObject { ["description"] = Description };
        foreach (var (key, value) in schema.ToArray())
        {
            schema.Remove(key);
            described[key] = value;
        }

        if (Default is not null)
        {
            described["default"] = JsonScalar.Of(Default);
        }

        return described;
    }

    private static T Read(string name, Shape<T> shape, string text)
    {
        var node = new ScalarNode(text, text.Length > 0, Model.Diagnostics.SourceSpan.None, 0);
        var context = new ReadContext();
        return shape.TryRead(node, name, context, out var value)
            ? value
            : throw new InvalidOperationException($"The default of `{name}` is wrong: {context.Diagnostics[0].Message}");
    }
}
