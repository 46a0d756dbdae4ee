namespace Warehouse.SampleData;

/// <summary>A file of the sample: its path below <c>models/retail</c>, with forward slashes, and its content.</summary>
public sealed record DataFile(string Path, byte[] Bytes)
{
    internal static DataFile Of(string name, SampleDay day, string extension, string text) =>
        new($"data/{name}_{day.Label}.{extension}", System.Text.Encoding.UTF8.GetBytes(text));
}
