using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A path of data files: wildcards in its last part, and an ending that tells the format.</summary>
internal sealed class FilePathShape : Shape<(Name Path, FileFormat Format)>
{
    public override bool TryRead(
        Node node,
        string subject,
        ReadContext context,
        [MaybeNullWhen(false)] out (Name Path, FileFormat Format) value)
    {
        value = default;
        if (!Paths.File.TryRead(node, subject, context, out var path))
        {
            return false;
        }

        var folder = path.Text[..(path.Text.LastIndexOf('/') + 1)];
        if (folder.IndexOfAny(['*', '?']) >= 0)
        {
            context.Report(
                ReadingRules.UnknownFileFormat,
                path.Span,
                $"`{subject}` is `{path.Text}`, with a wildcard in a folder's name",
                "keep `*` and `?` in the last part of the path");
            return false;
        }

        FileFormat? format = Path.GetExtension(path.Text).ToLowerInvariant() switch
        {
            ".csv" => FileFormat.Csv,
            ".parquet" => FileFormat.Parquet,
            ".ndjson" or ".jsonl" => FileFormat.Ndjson,
            _ => null,
        };
        if (format is not { } known)
        {
            context.Report(
                ReadingRules.UnknownFileFormat,
                path.Span,
                $"`{subject}` is `{path.Text}`, whose ending tells no known format",
                "end the path in `.csv`, `.parquet` or `.ndjson`");
            return false;
        }

        value = (path, known);
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => Paths.File.Schema(definitions);
}
