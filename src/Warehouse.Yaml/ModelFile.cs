namespace Warehouse.Yaml;

/// <summary>The text of a model file, lines ended by LF.</summary>
/// <param name="Path">Relative to the project's folder, with forward slashes.</param>
public sealed record ModelFile(string Path, string Text)
{
    /// <summary>A line by its 1-based number; null where the file has no such line.</summary>
    public string? Line(int number)
    {
        var start = 0;
        for (var line = 1; start >= 0 && start <= Text.Length; line++)
        {
            var end = Text.IndexOf('\n', start);
            if (line == number)
            {
                return end < 0 ? Text[start..] : Text[start..end];
            }

            start = end < 0 ? -1 : end + 1;
        }

        return null;
    }
}
