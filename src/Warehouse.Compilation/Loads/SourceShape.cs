using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Loads;

/// <summary>How a source's rows lie before they are staged.</summary>
/// <param name="Rows">What to read from.</param>
/// <param name="HasRowNumber">The rows bear a number in <c>_row</c>: they came from a file.</param>
/// <param name="TypeOf">The type a column has now, given the type it is read as; null: unknown, so that it is read through text.</param>
public sealed record SourceShape(Relation Rows, bool HasRowNumber, Func<string, DataType, DataType?> TypeOf)
{
    /// <summary>The columns are those of the staging table: the rows were staged before.</summary>
    public bool AreStaged { get; init; }

    /// <summary>The alias of <see cref="Rows"/>.</summary>
    public const string Alias = "src";

    /// <summary>A file put into a landing table, every column as text.</summary>
    public static SourceShape Landed(TableName landing) => new(new TableRelation(landing, Alias), true, (_, _) => DataType.String);

    /// <summary>A table that holds every column in the type it is written in, or read as: what a script without a connection takes it to be.</summary>
    public static SourceShape AsDeclared(Source source, Relation rows) => new(rows, false, (column, declared) => source.Delivery.ReadingOf(column)?.WrittenAs ?? declared);
}
