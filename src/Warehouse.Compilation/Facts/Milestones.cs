using System.Collections.Immutable;
using System.Diagnostics;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// One row a process: each milestone holds what the last row in the source's order told of it, in whatever order the rows came; NULL tells
/// nothing. Everything else is what the last row says.
/// </summary>
internal static class Milestones
{
    private const string Place = "_place";
    private const string IsStale = "_is_stale";
    private const string Deletes = "_deletes";
    private const string StartsAnew = "_starts_anew";
    private const string IsOlder = "_is_older";

    /// <summary>What the fact's row is to be, once for each process of the batch; the other rows of the process stand beside it.</summary>
    public static TableName Merged(FactLoad load) => new(null, $"merged_{load.Fact.Name.Text}");

    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        yield return new("Put together what the rows of each process tell, with what is known of it", new CreateTableAs(Merged(load), Measured(load), TableLifetime.Transaction));
        foreach (var lookup in load.Roles.Where(r => r.HasVersions()))
            yield return VersionAtEvent.Find(lookup, Merged(load), [ChangeColumns.Row]);
    }

    /// <summary>Rows that are part of another, and deletes that something newer overtook.</summary>
    public static IEnumerable<SqlExpression> Overtaken(FactLoad load, string relation)
    {
        if (load.Order.IsEmpty)
            yield break;
        yield return Greater(Col(relation, Place), Int(1));
        if (load.Deletes())
            yield return And(Col(relation, ChangeColumns.IsDelete), Col(relation, IsOlder));
    }

    /// <summary>A later milestone of the process is earlier than one before it.</summary>
    public static SqlExpression AreOutOfOrder(FactLoad load, string relation)
    {
        var milestones = load.Fact.Milestones;
        return Or(milestones.SelectMany((m, i) => milestones.Skip(i + 1).Select(n => Greater(Col(relation, m.Name.Text), Col(relation, n.Name.Text)))));
    }

    private static Select Measured(FactLoad load)
    {
        var columns = Carried(load);
        return new()
        {
            Items =
            [
                Col("m", ChangeColumns.Row).As(ChangeColumns.Row),
                .. columns.Select(c => (c == GeneratedColumns.EventAt && load.Fact.EventTime is null ? Coalesce([.. load.Fact.Milestones.Select(m => Col("m", m.Name.Text))]) : Col("m", c)).As(c)),
                .. load.Fact.Lags.Select(l => Length(l).As(l.Name.Text)),
                .. Marks(load).Append(IsOlder).Select(c => Col("m", c).As(c)),
            ],
            From = new SubqueryRelation(WithKnown(load), "m"),
            Joins =
            [
                .. load.Fact.Lags.Where(l => l.Unit == LagUnit.WorkingDays).SelectMany(l => new[] { l.From.Text, l.To.Text }).Distinct(StringComparer.Ordinal)
                    .Select(m => new Join(
                        JoinKind.Left,
                        new TableRelation(load.WorkingDays!.ToTable(), DayOf(m)),
                        Eq(Col(DayOf(m), CalendarTable.Date), new Call("to_date", [Col("m", m)])))),
            ],
        };
    }

    /// <summary>The fact's columns that rows tell of: all that are filled but the lags.</summary>
    private static ImmutableArray<string> Carried(FactLoad load) => [.. FactEffects.Filled(load).Except(load.Fact.Lags.Select(l => l.Name.Text))];

    private static ImmutableArray<string> Marks(FactLoad load) =>
        [.. load.Order.IsEmpty ? Array.Empty<string>() : [Place], .. load.Deletes() ? [ChangeColumns.IsDelete] : Array.Empty<string>()];

    private static string DayOf(string milestone) => $"{milestone}_day";

    private static SqlExpression Length(Lag lag)
    {
        var (from, to) = (Col("m", lag.From.Text), Col("m", lag.To.Text));
        var seconds = new Call("seconds_between", [from, to]);
        return lag.Unit switch
        {
            LagUnit.Seconds => seconds,
            LagUnit.Minutes => Whole(seconds, 60),
            LagUnit.Hours => Whole(seconds, 3600),
            LagUnit.Days => new Call("days_between", [new Call("to_date", [from]), new Call("to_date", [to])]),
            LagUnit.WorkingDays => Minus(Col(DayOf(lag.To.Text), CalendarTable.WorkingDayNumber), Col(DayOf(lag.From.Text), CalendarTable.WorkingDayNumber)),
            _ => throw new UnreachableException(lag.Unit.ToString()),
        };
    }

    // What is left over is taken away first, so that no engine rounds.
    private static Cast Whole(SqlExpression seconds, long unit) => new(
        new Binary(BinaryOperator.Divide, Minus(seconds, new Binary(BinaryOperator.Modulo, seconds, Int(unit))), Int(unit)), new SqlType.Integer());

    /// <summary>The batch's word on each process, beside the fact's own.</summary>
    private static Select WithKnown(FactLoad load)
    {
        SqlExpression isKnown = IsNotNull(Col("f", GeneratedColumns.LoadedBy));
        if (load.Deletes() && !load.Order.IsEmpty)
            isKnown = And(isKnown, Not(Col("n", StartsAnew)));
        var isOlder = load.Order.IsEmpty ? False : And(isKnown, RowOrder.IsBefore(load.Order, o => Col("n", o.Name), o => Col("f", o.Name)));
        var grain = FactTable.GrainColumns(load.Fact);
        return new()
        {
            Items =
            [
                Col("n", ChangeColumns.Row).As(ChangeColumns.Row),
                .. Carried(load).Select(c => (grain.Contains(c) ? Col("n", c) : Value(load, c, isKnown, isOlder)).As(c)),
                .. Marks(load).Select(c => Col("n", c).As(c)),
                (load.Order.IsEmpty ? (SqlExpression)False : When(isOlder, True, False)).As(IsOlder),
            ],
            From = load.Order.IsEmpty ? new TableRelation(KeyResolution.Resolved(load), "n") : new SubqueryRelation(Folded(load), "n"),
            Joins = [new(JoinKind.Left, new TableRelation(FactEffects.Target(load), "f"), SameKey("f", "n", grain))],
        };
    }

    private static SqlExpression Value(FactLoad load, string column, SqlExpression isKnown, SqlExpression isOlder)
    {
        var (said, known) = ((SqlExpression)Col("n", column), (SqlExpression)Col("f", column));
        if (MilestoneOf(load, column) is { } milestone)
            return When(KnownStands(load, milestone, isKnown), known, said);
        if (load.Source.NullMeans != NullMeans.Unchanged || load.Order.Any(o => o.Name == column))
            return load.Order.IsEmpty ? said : When(isOlder, known, said);
        if (RoleOf(load, column) is not { } role)
            return new Case([new(isOlder, Coalesce(known, said)), new(isKnown, Coalesce(said, known))], said);
        // A special member stands for a key that nobody has told yet, unless it stands for one that has not come. (Where rows are folded it is NULL until here.)
        SqlExpression otherwise = column == role.Role.KeyColumn || column == role.Role.MemberColumn ? Int((long)role.Role.Missing) : new Literal.Null(SqlTypes.Of(role.NaturalKey[role.LateColumns.IndexOf(column)].Type));
        var isGiven = load.Order.IsEmpty ? Not(role.IsMissing("n")) : IsNotNull(Col("n", role.Role.KeyColumn));
        var wasGiven = And(isKnown, Or([Greater(Col("f", role.Role.KeyColumn), Int(0)), .. role.LateColumns.Select(c => IsNotNull(Col("f", c)))]));
        return new Case([new(And(isOlder, wasGiven), known), new(isGiven, said), new(wasGiven, known)], otherwise);
    }

    /// <summary>What the fact has of a milestone, or of the row that told it, is newer than what the batch tells.</summary>
    private static SqlExpression KnownStands(FactLoad load, Milestone milestone, SqlExpression isKnown)
    {
        var order = FactOrder.OfMilestone(load.Fact, load.Read, milestone);
        var name = milestone.Name.Text;
        return And(isKnown, IsNotNull(Col("f", name)), Or(IsNull(Col("n", name)), RowOrder.IsBefore(order, o => Col("n", o.Name), o => Col("f", o.Name))));
    }

    /// <summary>Of the rows of each process the last, with what the others tell besides.</summary>
    private static Select Folded(FactLoad load)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        ImmutableArray<SqlExpression> process = [.. grain.Select(g => Col("p", g))];
        var told = load.Deletes() ? process.Add(Col("p", Deletes)) : process;
        return new()
        {
            Items =
            [
                Col("p", ChangeColumns.Row).As(ChangeColumns.Row),
                .. Carried(load).Select(c => (grain.Contains(c) ? Col("p", c) : Told(load, c, told)).As(c)),
                .. Marks(load).Select(c => Col("p", c).As(c)),
                .. load.Deletes() ? [Greater(new Sql.Tree.Aggregate(AggregateFunction.Max, Col("p", Deletes), Over: new(process, [])), Int(0)).As(StartsAnew)] : Array.Empty<SelectItem>(),
            ],
            From = new SubqueryRelation(Placed(load), "p"),
        };
    }

    private static SqlExpression Told(FactLoad load, string column, ImmutableArray<SqlExpression> process)
    {
        var latest = RowOrder.LatestFirst("p", load.Order);
        SqlExpression LastGiven(SqlExpression given, SqlExpression value) =>
            new Window(WindowFunction.FirstValue, [value], new(process, [When(IsNull(given), Int(1), Int(0)).Ascending(), .. latest], WindowExtent.Whole));
        if (MilestoneOf(load, column) is { } milestone)
        {
            var given = Col("p", milestone.Name.Text);
            return load.Order.FirstOrDefault(o => column == $"_{milestone.Name.Text}{o.Name}") is { } place
                ? LastGiven(given, When(IsNotNull(given), Col("p", place.Name)))
                : LastGiven(given, Col("p", column));
        }

        if (load.Source.NullMeans != NullMeans.Unchanged || load.Order.Any(o => o.Name == column))
            return Col("p", column);
        return RoleOf(load, column) is { } role
            ? LastGiven(When(Not(role.IsMissing("p")), Int(1)), When(Not(role.IsMissing("p")), Col("p", column)))
            : LastGiven(Col("p", column), Col("p", column));
    }

    /// <summary>The rows of the batch, latest first in each process, and how many deletes come at or after each.</summary>
    private static Select Placed(FactLoad load)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        ImmutableArray<SqlExpression> process = [.. grain.Select(g => Col("r", g))];
        ImmutableArray<string> columns =
        [
            ChangeColumns.Row,
            .. Carried(load).Except(FactOrder.OfMilestones(load.Fact, load.Read).Select(o => o.Name)),
            .. load.Roles.SelectMany(r => r.StagedColumns),
            .. load.Deletes() ? [ChangeColumns.IsDelete] : Array.Empty<string>(),
        ];
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        items.AddRange(columns.Select(c => Col("r", c).As(c)));
        ImmutableArray<Ordering> latest = RowOrder.LatestFirst("r", load.Order);
        if (load.Deletes is not { } deletes)
        {
            items.Add(new Window(WindowFunction.RowNumber, [], new(process, latest)).As(Place));
            return new() { Items = items.ToImmutable(), From = new TableRelation(KeyResolution.Resolved(load), "r") };
        }

        // A row that a remembered delete overtakes tells nothing.
        latest = [Col("r", IsStale).Ascending(), .. latest];
        var isDelete = When(Col("r", ChangeColumns.IsDelete), Int(1), Int(0));
        items.Add(new Window(WindowFunction.RowNumber, [], new(process, latest)).As(Place));
        items.Add(When(
            Eq(Col("r", IsStale), Int(1)),
            Int(-1),
            new Sql.Tree.Aggregate(AggregateFunction.Sum, isDelete, Over: new(process, latest, WindowExtent.UpToCurrentRow))).As(Deletes));
        var isNewer = RowOrder.IsBefore(load.Order, o => Col("g", o.Name), o => Col("r", o.Name));
        var stale = And(IsNotNull(Col("g", GeneratedColumns.LoadedBy)), Not(Col("r", ChangeColumns.IsDelete)), Not(Coalesce(isNewer, False)));
        var marked = new Select
        {
            Items = [.. columns.Select(c => Col("r", c).As(c)), When(stale, Int(1), Int(0)).As(IsStale)],
            From = new TableRelation(KeyResolution.Resolved(load), "r"),
            Joins = [new(JoinKind.Left, new TableRelation(deletes.ToTable(), "g"), SameKey("g", "r", grain))],
        };
        return new() { Items = items.ToImmutable(), From = new SubqueryRelation(marked, "r") };
    }

    /// <summary>The milestone that a column holds, whose day it is a key of, or of whose row it holds the place.</summary>
    private static Milestone? MilestoneOf(FactLoad load, string column) => load.Fact.Milestones.FirstOrDefault(m =>
        m.Name.Text == column || (RoleOf(load, column) is { } role && role.Role.Key is [var only] && only == m.Column) || FactOrder.OfMilestone(load.Fact, load.Read, m).Any(o => o.Name == column));

    private static RoleLookup? RoleOf(FactLoad load, string column) =>
        load.Roles.FirstOrDefault(r => r.Role.KeyColumn == column || r.Role.MemberColumn == column || r.LateColumns.Contains(column));
}
