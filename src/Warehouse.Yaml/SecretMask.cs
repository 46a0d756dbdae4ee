using Warehouse.Model.Diagnostics;

namespace Warehouse.Yaml;

/// <summary>Puts asterisks where a secret stands in clear, so that the line which an error shows does not spread it.</summary>
internal static class SecretMask
{
    public static ModelFile Apply(ModelFile file, IReadOnlyList<(SourceSpan Start, int LastLine)> secrets)
    {
        var here = secrets.Where(s => s.Start.File == file.Path).ToArray();
        if (here.Length == 0)
        {
            return file;
        }

        var lines = file.Text.Split('\n');
        foreach (var (start, lastLine) in here)
        {
            Mask(lines, start.Line, start.Column - 1, start.Length);
            for (var line = start.Line + 1; line <= lastLine; line++)
            {
                Mask(lines, line, 0, int.MaxValue);
            }
        }

        return file with { Text = string.Join('\n', lines) };
    }

    private static void Mask(string[] lines, int number, int from, int length)
    {
        if (number <= lines.Length)
        {
            var line = lines[number - 1];
            var start = Math.Clamp(from, 0, line.Length);
            var count = Math.Clamp(length, 0, line.Length - start);
            lines[number - 1] = $"{line[..start]}{new string('*', count)}{line[(start + count)..]}";
        }
    }
}
