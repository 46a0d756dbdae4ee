using System.Collections.Immutable;
using Warehouse.Execution.Files;
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

    /// <summary>Says something else once the file is another; see <see cref="SourceFile.State"/>.</summary>
    public Func<string>? State { get; init; }

    /// <summary>What <see cref="State"/> said when the file was looked at first.</summary>
    public string? FirstState { get; init; }

    /// <summary>How its text is packed.</summary>
    public Packing Packing => Packings.OfName(Name);

    /// <summary>The file's text, unpacked.</summary>
    /// <exception cref="LandingException">It cannot be opened, or is not packed as its name says.</exception>
    public Stream OpenText() => UnpackedText.Open(OpenBytes(), Name);

    /// <summary>The file as it lies there.</summary>
    /// <exception cref="LandingException">It cannot be opened.</exception>
    public Stream OpenBytes() => FileErrors.Open(Name, Open);

    /// <summary>What has been read is what the ledger will say was read.</summary>
    /// <exception cref="LandingException">Somebody has written to the file since it was looked at.</exception>
    public void RequireUnchanged()
    {
        if (FirstState is not null && State?.Invoke() != FirstState)
        {
            throw new LandingException(
                ExecutionRules.FileInMotion, $"`{Name}` has changed while it was read", "load again once it is complete; better, write files under another name and rename them when they are");
        }
    }
}
