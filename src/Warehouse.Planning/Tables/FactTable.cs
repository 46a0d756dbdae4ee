using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a fact: keys, degenerate dimensions, measures, what its type adds, and what a load needs.</summary>
public static class FactTable
{
    /// <summary>The columns that readers see; they come first.</summary>
    public static ImmutableArray<ColumnDesign> Published(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var columns = ImmutableArray.CreateBuilder<ColumnDesign>();
        foreach (var role in fact.Roles)
        {
            columns.Add(new(role.KeyColumn, DataType.Int64, Nullable: false, role.Documentation.Description));
            if (role.Durable)
                columns.Add(new(role.DurableKeyColumn, DataType.Int64, Nullable: false, "The member, whatever its version."));
        }

        columns.AddRange(fact.Degenerate.Select(d => new ColumnDesign(d.Name.Text, d.Type, Description: "Degenerate dimension.")));
        columns.AddRange(fact.Measures.SelectMany(Columns));
        columns.AddRange(fact.Milestones.Select(m => new ColumnDesign(m.Name.Text, DataType.Instant, Description: "Milestone (UTC); NULL: not yet.")));
        columns.AddRange(fact.Lags.Select(l => new ColumnDesign(l.Name.Text, DataType.Int64, Description: $"From {l.From.Text} to {l.To.Text}.")));
        if (fact.AppendsReversals)
            columns.Add(new(GeneratedColumns.IsReversal, DataType.Bool, Nullable: false, "The row takes back an earlier one: its measures are negated."));
        if (fact.Fill != Fill.None)
            columns.Add(new(GeneratedColumns.IsFilled, DataType.Bool, Nullable: false, "The period was delivered without the member, whose row is filled in."));
        columns.Add(new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that inserted the row."));
        columns.Add(new(GeneratedColumns.ChangedBy, DataType.String, Nullable: false, "The batch that last wrote the row."));
        return columns.ToImmutable();
    }

    public static TableDesign Design(Fact fact, SourceRead read)
    {
        var columns = Published(fact).ToBuilder();
        columns.Add(new(GeneratedColumns.EventAt, DataType.Instant, Description: "When the event happened (UTC)."));
        columns.AddRange(fact.Roles.Where(r => r is { TellsRowsApart: true, Durable: false })
            .Select(r => new ColumnDesign(r.MemberColumn!, DataType.Int64, Nullable: false, $"The member of {r.Name.Text}, by which rows are told apart.")));
        if (fact.AppendsReversals)
            columns.Add(new(GeneratedColumns.Statement, DataType.Int64, Nullable: false, "Which of its grain's statements the row is, from 1; a reversal has the number of what it takes back."));
        if (fact.PeriodRole is not null)
            columns.Add(new(GeneratedColumns.Period, DataType.Day, Nullable: false, $"The first day of the {fact.Period!.Text}."));
        columns.AddRange(FactOrder.Kept(fact, read).Select(o => new ColumnDesign(o.Name, o.Type, Description: "The place of the last row of this grain in the source's order.")));
        columns.AddRange(FactOrder.OfMilestones(fact, read).Select(o => new ColumnDesign(o.Name, o.Type, Description: "The place of the row that told the milestone.")));
        return new(fact.Schema, fact.TableName, columns.ToImmutable())
        {
            Unique = [RowColumns(fact)],
            Description = fact.Documentation.Description,
            ClusterBy = [.. fact.ClusterBy.Select(c => c.Text)],
        };
    }

    /// <summary>
    /// The deletes of rows that are not there any more, or not yet: an older row that comes after them is overtaken. Null where nothing
    /// orders rows, so that the one that comes last is the last.
    /// </summary>
    public static TableDesign? Deletes(Fact fact, SourceRead read)
    {
        var order = FactOrder.Kept(fact, read);
        if (read.Source.DeleteWhen is null || order.IsEmpty)
            return null;
        var design = Design(fact, read);
        return new(
            fact.Schema,
            $"{fact.Name.Text}__deletes",
            [
                .. GrainColumns(fact).Select(g => design.Columns.First(c => c.Name == g)),
                .. order.Select(o => new ColumnDesign(o.Name, o.Type)),
                new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that delivered the delete."),
            ])
        {
            Description = $"The last delete of each grain of {fact.Name.Text}, while nothing newer is known of it.",
        };
    }

    private static IEnumerable<ColumnDesign> Columns(Measure measure) => measure.ConvertTo
        .Select(c => new ColumnDesign(measure.ConvertedColumn(c), measure.Type, Description: $"{measure.Name.Text} in {c.Text}, at the rate of the event's day; NULL: there was none."))
        .Prepend(new(measure.Name.Text, measure.Type, Description: measure.Documentation.Description));

    /// <summary>The fact's own columns that tell one thing from another.</summary>
    public static ImmutableArray<string> GrainColumns(Fact fact) =>
    [
        .. fact.Grain.Select(g => g == fact.PeriodRole ? GeneratedColumns.Period
            : fact.Roles.FirstOrDefault(r => r.Name == g) is { } role ? role.TellsRowsApart ? role.MemberColumn! : role.KeyColumn
            : g.Text),
    ];

    /// <summary>The fact's own columns that tell one row from another: several speak of one thing where corrections are appended.</summary>
    public static ImmutableArray<string> RowColumns(Fact fact) => fact.AppendsReversals
        ? [.. GrainColumns(fact), GeneratedColumns.Statement, GeneratedColumns.IsReversal]
        : GrainColumns(fact);
}
