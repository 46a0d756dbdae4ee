using Warehouse.Model.Star;
using Warehouse.Planning.Lineage;

namespace Warehouse.Execution.Lineage;

/// <summary>By what names lineage events speak of jobs and data sets.</summary>
/// <param name="Jobs">The namespace of the jobs.</param>
/// <param name="Tables">Where the target's tables are.</param>
/// <param name="Folder">The full path of the project's folder, below which files are.</param>
/// <param name="Producer">A URI that names this tool and its version.</param>
public sealed record LineageNames(string Jobs, DatasetPlace Tables, string Folder, string Producer, string Version)
{
    /// <summary>The job of which every batch of a run is a part.</summary>
    public const string RunJob = "load";

    private const string Files = "file";

    /// <summary>Namespace and name of a data set. A source's files are one, by their pattern: it is what every one of them has in common.</summary>
    public (string Namespace, string Name) Of(LineageInput input) => input switch
    {
        LineageInput.OfTable table => (Tables.Namespace, Tables.NameOf($"{table.Schema}.{table.Name}")),
        LineageInput.OfSource { Source.Origin: SourceOrigin.Table table } => (Tables.Namespace, Tables.NameOf(table.Name.Text)),
        LineageInput.OfSource { Source.Origin: SourceOrigin.Files files } => (Files, $"{Folder.Replace('\\', '/').TrimEnd('/')}/{files.Path.Text}"),
        // A query of the user's own is opaque: what it reads is not known, but it has a name.
        LineageInput.OfSource source => (Jobs, source.Source.Name.Text),
        _ => throw new System.Diagnostics.UnreachableException(input?.GetType().Name),
    };

    /// <summary>A URI of where the data sets of a namespace are; null where there is none to be made.</summary>
    public string? UriOf(string ofNamespace) => ofNamespace == Files
        ? new UriBuilder { Scheme = Uri.UriSchemeFile, Host = "", Path = Folder }.Uri.AbsoluteUri
        : Uri.TryCreate(ofNamespace, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;
}
