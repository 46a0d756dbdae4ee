using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of an aggregate: one row a group that the fact has rows in.</summary>
public static class AggregateTable
{
    /// <summary>How many rows of the fact the group has.</summary>
    public const string RowCount = "row_count";

    /// <summary>The digits of a sum: of many amounts it is wider than each.</summary>
    private const int Widest = 38;

    public static TableDesign Design(Aggregate aggregate, Fact fact, ImmutableArray<AggregateLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        ArgumentNullException.ThrowIfNull(fact);
        return new(
            aggregate.Schema,
            aggregate.TableName,
            [
                .. levels.Select(l => new ColumnDesign(l.Column, l.Type, Description: $"{l.Attribute} of {l.Role.Role.Name.Text}.")),
                .. Sums(aggregate, fact),
                new(RowCount, DataType.Int64, Nullable: false, $"How many rows of {fact.Name.Text} the group has."),
                new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that inserted the row."),
                new(GeneratedColumns.ChangedBy, DataType.String, Nullable: false, "The batch that last wrote the row."),
            ])
        {
            Description = aggregate.Documentation.Description ?? $"{fact.Name.Text} by {string.Join(", ", aggregate.By.Select(b => b.Text))}.",
            UpdatedInPlace = true,
        };
    }

    /// <summary>The sums of the measures, and of the same in other currencies.</summary>
    public static ImmutableArray<ColumnDesign> Sums(Aggregate aggregate, Fact fact) =>
    [
        .. from name in aggregate.Measures
           let measure = fact.Measures.First(m => m.Name == name)
           from column in measure.Columns()
           select new ColumnDesign(column, SumOf(measure.Type), Description: $"The sum of {column} over the group's rows."),
    ];

    private static DataType SumOf(DataType type) => type is DataType.Decimal { Scale: var scale } ? new DataType.Decimal(Widest, scale) : type;
}
