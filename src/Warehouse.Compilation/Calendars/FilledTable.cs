using System.Collections.Immutable;
using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>A dimension whose rows the tool computes: what it lacks is added, and what it says otherwise is corrected.</summary>
internal static class FilledTable
{
    private const string IsNew = "_is_new";
    private const string C = "c";
    private const string D = "d";

    /// <param name="rows">Common tables, of which the last has the rows that the dimension is to hold, column by column.</param>
    /// <param name="holds">Which of its rows the dimension holds, by their alias; null: all.</param>
    public static LoadScript Compile(PipelineLoad load, Dimension dimension, TableDesign table, ImmutableArray<CommonTable> rows, Func<string, SqlExpression>? holds = null)
    {
        var target = dimension.ToTable();
        var changes = new TableRelation(new(null, $"change_{dimension.Name.Text}"), C);
        ImmutableArray<string> columns = [.. table.Columns.Select(c => c.Name)];
        var isNew = IsNull(Col(D, dimension.KeyColumn));
        var found = new Select
        {
            With = rows,
            Items = [.. columns.Select(c => Col(C, c).As(c)), isNew.As(IsNew)],
            From = new CommonTableRelation(rows[^1].Name, C),
            Joins = [new(JoinKind.Left, new TableRelation(target, D), SameKey(D, C, [dimension.KeyColumn]))],
            Where = And(holds?.Invoke(C) ?? True, Or(isNew, Differ(D, C, columns))),
        };
        return new()
        {
            Pipeline = load.Pipeline,
            Fences = [.. load.AlsoWrites.Append(load.Pipeline).Order(StringComparer.Ordinal)],
            Apply =
            [
                .. AggregateGroups.Begin(load.Aggregates),
                new($"Find the rows that {dimension.Name.Text} does not hold, or of which it says something else", new CreateTableAs(changes.Table, found, TableLifetime.Transaction)),
                new("Add those that are new", new Insert(target, columns, new Select
                {
                    Items = [.. columns.Select(c => Col(C, c).As(c))],
                    From = changes,
                    Where = Col(C, IsNew),
                })),
                .. TouchedFacts.Of(load, dimension, changes.Table),
                new("Correct the others", new Update(target, D, [.. columns.Where(c => c != dimension.KeyColumn).Select(c => new Assignment(c, Col(C, c)))])
                {
                    From = changes,
                    Where = And(SameKey(D, C, [dimension.KeyColumn]), Not(Col(C, IsNew))),
                }),
                .. TouchedFacts.Of(load, dimension, changes.Table),
                .. AggregateSteps.Renew(load.Aggregates),
                .. LedgerSteps.Compile(load.Pipeline, null, new(null, changes, new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
                {
                    [LoadCounts.NewMembers] = CountWhere(Col(C, IsNew)),
                    [LoadCounts.Overwritten] = CountWhere(Not(Col(C, IsNew))),
                })),
            ],
        };
    }
}
