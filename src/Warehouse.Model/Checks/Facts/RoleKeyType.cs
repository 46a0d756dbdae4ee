using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A column that refers to a key holds values of its type.</summary>
public sealed class RoleKeyType : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2061", "role-key-type");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        let source = project.FindSource(part.Fact.Source.Text)
        let key = NaturalKeys.Of(project, part.Role)
        where source is not null && key.Length == part.Role.Key.Length && !project.IsUnread(part.Role.Bridge ?? part.Role.Dimension)
        from pair in part.Role.Key.Zip(key)
        let type = TypeOf(project, source, pair.First)
        where type is not null && !type.CanHold(pair.Second.Type)
        select Rule.At(
            pair.First.Span,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` finds `{part.Role.Bridge ?? part.Role.Dimension}` by `{pair.First}`, {Listing.A(type)}, and its key `{pair.Second.Name}` is {Listing.A(pair.Second.Type)}",
            "declare both with one type, or name another column");

    /// <summary>The type that the user wrote for a column, in the contract or where the column is taken as it is; null where none is written.</summary>
    private static DataType? TypeOf(Project project, Source source, Name column) =>
        source.Columns.FirstOrDefault(c => c.Name == column)?.Type
        ?? ColumnReads.Of(project, source).FirstOrDefault(r => r.Column == column && r.Evidence is (TypeEvidence.Declared or TypeEvidence.Time))?.Type;
}
