using System.Collections.Immutable;
using Warehouse.Compilation.Calendars;
using Warehouse.Compilation.Expressions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>The staging table of a fact: natural keys of its roles, degenerate dimensions, measures, and when the event happened.</summary>
internal static class FactStage
{
    public static StageDesign Design(FactLoad load, string suffix)
    {
        var (fact, read) = (load.Fact, load.Read);
        var degenerateGrain = fact.Grain.Select(g => g.Text).Where(g => fact.Degenerate.Any(d => d.Name.Text == g)).ToImmutableArray();
        var roleGrain = load.Roles.Where(r => fact.Grain.Contains(r.Role.Name) && r.Role.Name != fact.PeriodRole).SelectMany(r => r.StagedColumns).ToImmutableArray();
        var order = FactOrder.Of(read);
        // Rows of one process in their order tell its milestones together, and partial rows complete each other: none overtakes another.
        var tellTogether = fact.Type == FactType.AccumulatingSnapshot || PartialFacts.Folds(load);
        var apart = tellTogether ? order.Select(o => o.Name).ToImmutableArray() : [];
        return new()
        {
            Table = new(StateTables.Schema, $"stage_{load.Pipeline}{suffix}"),
            Read = read,
            Columns =
            [
                .. fact.Degenerate.Select(d => new StageColumn(d.Name.Text, d.Type, StageValues.Column(read, d.SourceColumn.Text, d.Type))),
                .. load.Roles.SelectMany(r => KeyColumns(load, r)),
                .. fact.Measures.Select(m => new StageColumn(m.Name.Text, m.Type, StageValues.ColumnOrExpression(read, m.SourceColumn, m.Expression, m.Type))),
                .. load.Rates.Select(r => r.StagedCurrency).Distinct().Select(c => new StageColumn(c, DataType.String, Currency(load, load.Rates.First(r => r.StagedCurrency == c)))),
                .. load.Rates.Select(r => new StageColumn(r.Column, r.Measure.Type, CurrencyConversion.Unconverted(
                    r, StageValues.ColumnOrExpression(read, r.Measure.SourceColumn, r.Measure.Expression, r.Measure.Type), Currency(load, r)))),
                .. fact.Milestones.Select(m => new StageColumn(m.Name.Text, DataType.Instant, StageValues.Column(read, m.Column.Text, DataType.Instant))),
                new(GeneratedColumns.EventAt, DataType.Instant, EventAt(load)),
                .. PeriodColumns(load),
                .. load.Deletes() ? [new StageColumn(ChangeColumns.IsDelete, DataType.Bool, IsDelete(load))] : Array.Empty<StageColumn>(),
                .. order.Select(o => new StageColumn(o.Name, o.Type, StageValues.Column(read, o.SourceColumn, o.Type))),
                .. read.Source.OnConflictColumn is { } winner
                    ? [new StageColumn(ChangeColumns.WinsBy, read.TypeOf(winner.Text), StageValues.Column(read, winner.Text, read.TypeOf(winner.Text)))]
                    : Array.Empty<StageColumn>(),
            ],
            Key = degenerateGrain,
            Identity = [.. degenerateGrain, .. roleGrain, .. fact.PeriodRole is null ? Array.Empty<string>() : [GeneratedColumns.Period], .. apart],
            NullableIdentity = [.. roleGrain, .. apart],
            Order = [.. Order(load, tellTogether ? [] : order)],
            Screens = [.. Screens(load)],
        };
    }

    /// <summary>The source marks rows that delete what an earlier row said.</summary>
    public static bool Deletes(this FactLoad load) => load.Source.DeleteWhen is not null;

    /// <summary>Without an event time a snapshot happens at the beginning of its date, and a process at its first milestone.</summary>
    private static SqlExpression EventAt(FactLoad load) => load.Fact is { EventTime: null, Milestones: [_, ..] milestones }
        ? Coalesce([.. milestones.Select(m => StageValues.Column(load.Read, m.Column.Text, DataType.Instant))])
        : (load.Fact.EventTime ?? load.PeriodRole?.Role.Key[0]) is { } at
        ? StageValues.Column(load.Read, at.Text, DataType.Instant)
        : new Literal.Null(new SqlType.Timestamp());

    private static IEnumerable<StageColumn> PeriodColumns(FactLoad load)
    {
        if (load.PeriodRole is not { } role)
            yield break;
        var day = StageValues.Column(load.Read, role.Role.Key[0].Text, DataType.Day);
        yield return new(GeneratedColumns.Period, DataType.Day, Periods.Of(load, day));
        if (load.Fact.Fill != Fill.None)
            yield return new(GeneratedColumns.IsFilled, DataType.Bool, False);
    }

    private static SqlExpression Currency(FactLoad load, RateLookup lookup) => StageValues.Column(load.Read, lookup.Measure.Currency!.Text, DataType.String);

    // A condition that is NULL does not hold.
    private static Case IsDelete(FactLoad load) => When(SourceExpression.Compile(load.Source.DeleteWhen!, load.Read, DataType.Bool), True, False);

    /// <summary>Of rows of one grain the last stands, and of an upsert and a delete that tie the delete.</summary>
    private static IEnumerable<Ordering> Order(FactLoad load, ImmutableArray<OrderColumn> order)
    {
        foreach (var ordering in RowOrder.LatestFirst(StageDesign.Alias, order))
            yield return ordering;
        if (load.Deletes())
            yield return Col(StageDesign.Alias, ChangeColumns.IsDelete).Descending();
        // Of several days of one period the last one stands.
        if (load.PeriodRole is { } role)
            yield return Col(StageDesign.Alias, role.StagedColumns[0]).Descending();
        if (load.Source.OnConflictColumn is { } winner)
            yield return new(Col(StageDesign.Alias, ChangeColumns.WinsBy), Descending: true, IsText: load.Read.TypeOf(winner.Text) is DataType.Text);
    }

    private static IEnumerable<StageColumn> KeyColumns(FactLoad load, RoleLookup lookup)
    {
        if (lookup.Dimension is ClockDimension clock)
        {
            // The key itself: the parts of the time, down to the clock's grain, are what is looked up.
            var at = Col(StageCompiler.SourceRow, lookup.Role.Key[0].Text);
            yield return new(lookup.StagedColumns[0], DataType.Int64, ClockRow.Key(clock.Grain, part => new Call(part, [at])));
            yield break;
        }

        var given = 0;
        for (var i = 0; i < lookup.StagedColumns.Length; i++)
        {
            var type = lookup.NaturalKey[i].Type;
            var value = lookup.Dimension is JunkDimension junk && junk.Attributes[i].IsComputed
                ? StageValues.Attribute(load.Read, junk.Attributes[i])
                : StageValues.Column(load.Read, lookup.Role.Key[given++].Text, type);
            // A delete tells which row it means, and asks for no member beyond that.
            yield return new(lookup.StagedColumns[i], type, load.Deletes() && !load.Fact.Grain.Contains(lookup.Role.Name) ? When(Not(IsDelete(load)), value) : value);
        }
    }

    private static IEnumerable<Screen> Screens(FactLoad load)
    {
        var at = Col(StageCompiler.Evaluated, GeneratedColumns.EventAt);
        var fillsIn = load.Fact.Type == FactType.AccumulatingSnapshot && load.Source.NullMeans == NullMeans.Unchanged;
        if (load.Fact.EventTime is { } eventTime && !fillsIn)
        {
            var isMissing = IsNull(at);
            yield return new("null-event-time", load.Deletes() ? And(isMissing, Not(Col(StageCompiler.Evaluated, ChangeColumns.IsDelete))) : isMissing, $"{eventTime.Text} is NULL");
        }

        foreach (var header in load.Fact.Measures.SelectMany(m => m.Allocation is { } a ? a.Over : []).DistinctBy(o => o.Text))
        {
            var isMissing = IsNull(Col(StageCompiler.Evaluated, header.Text));
            yield return new("null-header", load.Deletes() ? And(isMissing, Not(Col(StageCompiler.Evaluated, ChangeColumns.IsDelete))) : isMissing, $"{header.Text} is NULL, so that the line has no header");
        }

        if (load.PeriodRole is { } period)
            yield return new("null-period", IsNull(Col(StageCompiler.Evaluated, GeneratedColumns.Period)), $"{period.Role.Key[0].Text} is NULL");
        if (load.Fact.LateFacts is { RejectBeyond: true } late)
            yield return new("too-late", Less(at, LatestAccepted(late)), "the event is older than late_facts accepts");
        foreach (var role in load.Roles)
        {
            if (role.Dimension is JunkDimension junk)
            {
                foreach (var (i, attribute) in junk.Attributes.Index().Where(a => !a.Item.Values.IsEmpty))
                    yield return AllowedValues.Of(attribute, role.StagedColumns[i], null);
            }

            if (role.Dimension is not CalendarDimension calendar)
                continue;
            var day = Col(StageCompiler.Evaluated, role.StagedColumns[0]);
            yield return new(
                "outside-calendar",
                Or(Less(day, new Literal.Date(calendar.From)), Greater(day, new Literal.Date(calendar.To))),
                $"{role.Role.Key[0].Text} lies outside the range of {calendar.Name.Text}");
        }
    }

    /// <summary>The oldest event that is not late: `late_facts` counts from the batch's own time.</summary>
    public static Call LatestAccepted(LateFacts late) => new("add_seconds", [BatchParameters.BatchAt, Int(-(long)late.Accept.TotalSeconds)]);
}
