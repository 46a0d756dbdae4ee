using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;

namespace Warehouse.Yaml.Shapes;

/// <summary>A path of data files, with wildcards, and with an ending that tells the format.</summary>
internal sealed class FilePathShape : Shape<(Name Path, FileFormat Format)>
{
    private static readonly string[] Packings = [".gz", ".zst"];

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

        var (pattern, problem) = FilePattern.Parse(path.Text);
        if (pattern is null)
        {
            context.Report(
                ReadingRules.WrongFilePattern,
                path.Span,
                $"`{subject}` is `{path.Text}`, which is no pattern: {problem}",
                "write `*`, `?`, `[a-z]` and `{a,b}` within names, and `**` for any folders, as in `data/**/items_*.csv`");
            return false;
        }

        var names = pattern.Alternatives.Select(a => a[^1].Text.ToLowerInvariant()).ToList();
        var formats = names.Select(FormatOf).Distinct().ToList();
        if (formats is [{ } known])
        {
            value = (path, known);
            return true;
        }

        var (what, help) = formats.Count > 1
            ? ("whose alternatives are not of one format", "make a source for each format")
            : names.Any(n => Packings.Any(p => n.EndsWith(".parquet" + p, StringComparison.Ordinal)))
                ? ("which is Parquet packed once more", "unpack it: Parquet packs its columns itself")
                : ("whose ending tells no known format", "end the path in `.csv`, `.parquet` or `.ndjson`; `.gz` or `.zst` may follow the first and the last");
        context.Report(ReadingRules.UnknownFileFormat, path.Span, $"`{subject}` is `{path.Text}`, {what}", help);
        return false;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => Paths.File.Schema(definitions);

    private static FileFormat? FormatOf(string name)
    {
        var packing = Packings.FirstOrDefault(p => name.EndsWith(p, StringComparison.Ordinal));
        return Path.GetExtension(packing is null ? name : name[..^packing.Length]) switch
        {
            ".csv" => FileFormat.Csv,
            ".parquet" when packing is null => FileFormat.Parquet,
            ".ndjson" or ".jsonl" => FileFormat.Ndjson,
            _ => null,
        };
    }
}
