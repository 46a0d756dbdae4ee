using System.Collections.Immutable;
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
        var roleGrain = load.Roles.Where(r => fact.Grain.Contains(r.Role.Name)).SelectMany(r => r.StagedColumns);
        return new()
        {
            Table = new(StateTables.Schema, $"stage_{load.Pipeline}{suffix}"),
            Read = read,
            Columns =
            [
                .. fact.Degenerate.Select(d => new StageColumn(d.Name.Text, d.Type, StageValues.Column(read, d.SourceColumn.Text, d.Type))),
                .. load.Roles.SelectMany(r => KeyColumns(r, read)),
                .. fact.Measures.Select(m => new StageColumn(m.Name.Text, m.Type, StageValues.ColumnOrExpression(read, m.SourceColumn, m.Expression, m.Type))),
                new(GeneratedColumns.EventAt, DataType.Instant, fact.EventTime is { } at ? StageValues.Column(read, at.Text, DataType.Instant) : new Literal.Null(new SqlType.Timestamp())),
                .. load.Source.OrderBy.Select((c, i) => new StageColumn(ChangeColumns.Order(i), read.TypeOf(c.Text), Col(StageCompiler.SourceRow, c.Text))),
            ],
            Key = degenerateGrain,
            Identity = [.. degenerateGrain, .. roleGrain],
            Order = [.. load.Source.OrderBy.Select((c, i) => new Ordering(Col(StageDesign.Alias, ChangeColumns.Order(i)), Descending: true, IsText: read.TypeOf(c.Text) is DataType.Text))],
            Screens = [.. Screens(load)],
        };
    }

    private static IEnumerable<StageColumn> KeyColumns(RoleLookup lookup, SourceRead read)
    {
        for (var i = 0; i < lookup.StagedColumns.Length; i++)
        {
            var type = lookup.NaturalKey[i].Type;
            yield return new(lookup.StagedColumns[i], type, StageValues.Column(read, lookup.Role.Key[i].Text, type));
        }
    }

    private static IEnumerable<Screen> Screens(FactLoad load)
    {
        var at = Col(StageCompiler.Evaluated, GeneratedColumns.EventAt);
        if (load.Fact.EventTime is { } eventTime)
            yield return new("null-event-time", IsNull(at), $"{eventTime.Text} is NULL");
        if (load.Fact.LateFacts is { RejectBeyond: true } late)
        {
            var limit = new Call("add_seconds", [BatchParameters.BatchAt, Int(-(long)late.Accept.TotalSeconds)]);
            yield return new("too-late", Less(at, limit), "the event is older than late_facts accepts");
        }

        foreach (var role in load.Roles)
        {
            if (role.Dimension is not CalendarDimension calendar)
                continue;
            var day = Col(StageCompiler.Evaluated, role.StagedColumns[0]);
            yield return new(
                "outside-calendar",
                Or(Less(day, new Literal.Date(calendar.From)), Greater(day, new Literal.Date(calendar.To))),
                $"{role.Role.Key[0].Text} lies outside the range of {calendar.Name.Text}");
        }
    }
}
