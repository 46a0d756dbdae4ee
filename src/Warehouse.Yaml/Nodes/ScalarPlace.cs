using Warehouse.Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Warehouse.Yaml.Nodes;

/// <summary>Where a scalar's own characters stand: inside its quotes, or on the first line of its block.</summary>
internal static class ScalarPlace
{
    public static SourceSpan Of(Scalar scalar, ModelFile file)
    {
        var line = (int)scalar.Start.Line;
        var column = (int)scalar.Start.Column;
        switch (scalar.Style)
        {
            case ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted:
                var inside = OneLine(scalar) ? (int)scalar.End.Column - column - 2 : RestOfLine(file, line, column) - 1;
                return inside > 0
                    ? new SourceSpan(file.Path, line, column + 1, inside)
                    : new SourceSpan(file.Path, line, column, 2);

            case ScalarStyle.Literal or ScalarStyle.Folded:
                return FirstLineOfBlock(scalar, file) ?? new SourceSpan(file.Path, line, column);

            default:
                var length = OneLine(scalar) ? scalar.Value.Length : RestOfLine(file, line, column);
                return new SourceSpan(file.Path, line, column, Math.Max(1, length));
        }
    }

    public static int LastLine(Scalar scalar) =>
        (int)(scalar.End.Column == 1 && scalar.End.Line > scalar.Start.Line ? scalar.End.Line - 1 : scalar.End.Line);

    private static bool OneLine(Scalar scalar) => scalar.End.Line == scalar.Start.Line;

    private static int RestOfLine(ModelFile file, int line, int column) => (file.Line(line)?.Length ?? column) - column + 1;

    private static SourceSpan? FirstLineOfBlock(Scalar scalar, ModelFile file)
    {
        for (var line = (int)scalar.Start.Line + 1; line <= scalar.End.Line; line++)
        {
            var text = file.Line(line);
            var trimmed = text?.Trim(' ').Length ?? 0;
            if (trimmed > 0)
            {
                return new SourceSpan(file.Path, line, text!.Length - text.TrimStart(' ').Length + 1, trimmed);
            }
        }

        return null;
    }
}
