using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>Where a source's rows are: a table of the warehouse, files, or a query of the user's own.</summary>
public abstract record SourceOrigin
{
    private protected SourceOrigin()
    {
    }

    /// <summary>A table or view in the target warehouse, as <c>schema.table</c>.</summary>
    public sealed record Table(Name Name) : SourceOrigin;

    /// <summary>Files under the project's folder; each is one batch, oldest first.</summary>
    /// <param name="Path">A relative <see cref="FilePattern"/>; its ending tells the format, before one that tells how it is packed.</param>
    public sealed record Files(Name Path, FileFormat Format, BatchTime BatchTime) : SourceOrigin;

    /// <summary>A query per engine, opaque to the tool; <c>default</c> serves every engine that has none of its own.</summary>
    public sealed record Query(SourceSpan Span, ImmutableArray<(Name Engine, string Sql)> Texts) : SourceOrigin
    {
        /// <summary>What an engine is asked: its own text, else the default; null where there is neither.</summary>
        public string? TextFor(string engine) => Text(engine) ?? Text("default");

        private string? Text(string name) => Texts.Where(t => t.Engine.Text == name).Select(t => t.Sql).FirstOrDefault();
    }
}

/// <summary>How a file's rows are written.</summary>
public enum FileFormat
{
    Csv,
    Parquet,
    Ndjson,
}

/// <summary>Where the batch time of a file comes from.</summary>
public abstract record BatchTime
{
    private protected BatchTime()
    {
    }

    /// <summary>The run's own batch time.</summary>
    public sealed record OfRun : BatchTime;

    /// <summary>The file's name, where it matches this .NET date format, such as <c>yyyy-MM-dd</c>.</summary>
    public sealed record FromName(string Format, SourceSpan Span) : BatchTime;

    /// <summary>The largest value of this column in the file, as a timestamp in UTC. NULL says nothing; a file without a value, or with one that is no time, is refused.</summary>
    public sealed record FromColumn(Name Column) : BatchTime;
}
