using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>Postgres cuts an identifier after 63 bytes, and two that were cut may meet.</summary>
public sealed class NameTooLong : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2010", "name-too-long", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from physical in Physical(project)
        let bytes = Encoding.UTF8.GetByteCount(physical.Name)
        where bytes > Limit
        select Rule.At(
            physical.Span,
            $"the {physical.Kind} `{physical.Name}` has {bytes} bytes, and some engines keep {Limit}",
            "shorten the name");

    private const int Limit = 63;

    private static IEnumerable<(string Kind, string Name, SourceSpan Span)> Physical(Project project) =>
        PhysicalTables.Of(project).Select(t => ("table", t.Table, t.Place))
            .Concat(project.Dimensions.SelectMany(d => TableColumns.Of(d)).Concat(project.Facts.SelectMany(f => TableColumns.Of(f))).Select(c => ("column", c.Name, c.Span)))
            .GroupBy(p => p.Item3)
            .Select(same => same.MaxBy(p => p.Item2.Length));
}
