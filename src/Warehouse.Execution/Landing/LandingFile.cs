using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Execution.Landing;

/// <summary>A file whose rows are to be put into a landing table.</summary>
/// <param name="Name">The path below the project's folder, with forward slashes: what messages say.</param>
/// <param name="FullPath">Where an engine that reads files itself finds it.</param>
/// <param name="Open">Opens the file from its beginning.</param>
/// <param name="Reads">The columns that the model reads: the file must have them.</param>
public sealed record LandingFile(string Name, string FullPath, Func<Stream> Open, FileFormat Format, CsvFormat Csv, ImmutableArray<string> Reads)
{
    /// <summary>The columns' names in a file without a header, in order.</summary>
    public ImmutableArray<string> NamesWithoutHeader { get; init; } = [];

    /// <summary>Columns that a preset reads: of one that is missing the user may have written nothing.</summary>
    public ImmutableArray<string> Preset { get; init; } = [];

    /// <summary>What a line of JSON is, where it is not a row.</summary>
    public ChangeEventForm? Events { get; init; }
}
