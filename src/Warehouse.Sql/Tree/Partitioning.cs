namespace Warehouse.Sql.Tree;

/// <summary>By what a table's storage is divided, on engines that divide it.</summary>
public abstract record Partitioning
{
    private protected Partitioning(string column) => Column = column;

    /// <summary>A column of the table.</summary>
    public string Column { get; init; }

    /// <summary>By the days of a date.</summary>
    public sealed record ByDate(string Column) : Partitioning(Column);

    /// <summary>By the days (UTC) of an instant.</summary>
    public sealed record ByDayOfInstant(string Column) : Partitioning(Column);

    /// <summary>By equal ranges of a number: the first begins at <paramref name="From"/>, the last ends before <paramref name="To"/>.</summary>
    public sealed record ByRange(string Column, long From, long To, long Step) : Partitioning(Column);
}
