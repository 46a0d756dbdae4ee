using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Views;

/// <summary>What the target remembers of its views: whose they are, and what each was made from.</summary>
/// <remarks>
/// An engine gives back a view's text in its own words, if at all, so a change of the definition is known by a hash kept here. The name is
/// recorded before the view is made and the hash after, so that one that is left half done is known for ours and made again.
/// </remarks>
public static class ViewRecord
{
    private const string Schema = "view_schema";
    private const string Name = "view_name";
    private const string Project = "project";
    private const string Definition = "definition";
    private const string Reads = "reads";
    private const string V = "v";
    private const string M = "m";

    private static readonly TableName Table = StateTables.PublishedView.ToTable();

    /// <summary>All that is recorded, of every project: schema, name, project, definition and what is read, as text.</summary>
    public static Select All { get; } = new()
    {
        Items = [.. new[] { Schema, Name, Project, Definition, Reads }.Select(c => Col(V, c).As(c))],
        From = new TableRelation(Table, V),
    };

    /// <summary>A row of <see cref="All"/>.</summary>
    public static FoundView Read(IReadOnlyList<object?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            new((string)row[0]!, (string)row[1]!),
            (string)row[2]!,
            (string)row[3]!,
            [.. ((string)row[4]!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ObjectName.Parse)]);
    }

    internal static ImmutableArray<LoadStep> Begin(string project, ImmutableArray<ObjectName> views)
    {
        var made = Made(views.Select(v => new Select { Items = [Text(v.Schema).As(Schema), Text(v.Name).As(Name)] }));
        return
        [
            new("Record whose views these are before they are made", new Insert(Table, [Schema, Name, Project, Definition, Reads], new Select
            {
                Items = [Col(M, Schema).As(Schema), Col(M, Name).As(Name), Text(project).As(Project), Text("").As(Definition), Text("").As(Reads)],
                From = made,
                Where = None(new TableRelation(Table, V), SameKey(V, M, [Schema, Name])),
            })),
            new("What they were made from is not known until they are made", new Update(Table, V, [new(Project, Text(project)), new(Definition, Text(""))])
            {
                From = made,
                Where = SameKey(V, M, [Schema, Name]),
            }),
        ];
    }

    internal static LoadStep End(ImmutableArray<WantedView> views)
    {
        var made = Made(views.Select(v => new Select
        {
            Items =
            [
                Text(v.Design.Name.Schema).As(Schema), Text(v.Design.Name.Name).As(Name), Text(v.Definition).As(Definition),
                Text(string.Join(' ', v.Design.Reads)).As(Reads),
            ],
        }));
        return new("Record what they are made from", new Update(Table, V, [new(Definition, Col(M, Definition)), new(Reads, Col(M, Reads))])
        {
            From = made,
            Where = SameKey(V, M, [Schema, Name]),
        });
    }

    internal static LoadStep Forget(ObjectName view) => new(
        "Forget it", new Delete(Table, V, And(Eq(Col(V, Schema), Text(view.Schema)), Eq(Col(V, Name), Text(view.Name)))));

    private static SubqueryRelation Made(IEnumerable<Select> rows) => rows.ToImmutableArray<Query>() is [var only] ? new(only, M) : new(new UnionAll([.. rows]), M);
}
