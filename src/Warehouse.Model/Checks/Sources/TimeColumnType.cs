using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>An effective time, an event time and a milestone are instants.</summary>
public sealed class TimeColumnType : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2029", "time-column-type");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        let reads = ColumnReads.Of(project, source).ToList()
        from read in reads
        where read.Evidence == TypeEvidence.Time
        let contract = source.Delivery.ReadingOf(read.Column.Text) is null ? source.Columns.FirstOrDefault(c => c.Name == read.Column)?.Type : null
        let type = contract
            ?? reads.FirstOrDefault(r => r.Column == read.Column && r.Evidence == TypeEvidence.Declared && r.Type is not DataType.Text)?.Type
        where type is not (null or DataType.Date or DataType.Timestamp)
        select Rule.At(
            read.Column.Span,
            $"{read.Reader} takes its time from `{read.Column}`, which is {Listing.A(type)}",
            $"declare `{read.Column}` as `timestamp` or `date`, or name another column");
}
