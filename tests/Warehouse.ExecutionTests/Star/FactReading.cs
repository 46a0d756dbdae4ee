using System.Globalization;
using Shouldly;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>A star's fact, what it holds back and its aggregates, read from their tables in the words of <see cref="StarState"/>.</summary>
internal sealed class FactReading(StarDefinition definition, string prefix)
{
    private const int RoleColumns = 7;

    /// <summary>What only some facts have.</summary>
    private int FirstRole => 8 + (definition.Kind == FactKind.Accumulating ? FactSource.Milestones.Length + 1 : 0);

    /// <summary>For each role: its key, the member's natural key and the beginning of the version, whether the durable key is the version's, and whom the row waits for.</summary>
    public string FactQuery
    {
        get
        {
            var columns = string.Concat(definition.Roles.Select(r => $", f.{r.Name}_key, {Of(r)}, {Durable(r)}, {Waiting(r)}"));
            var joins = string.Concat(definition.Roles.Select(r => $" LEFT JOIN mart.dim_{Dimension(r)} AS {r.Name} ON {r.Name}.{Dimension(r)}_key = f.{r.Name}_key"));
            var (statement, reversal) = definition.AppendsReversals ? ("f._statement", "f.is_reversal") : ("NULL", "FALSE");
            var filled = definition.Fill == FillRule.None ? "FALSE" : "f.is_filled";
            var milestones = definition.Kind == FactKind.Accumulating ? $", {string.Join(", ", FactSource.Milestones.Select(m => $"f.{m}"))}, f.days_to_end" : "";
            return $"SELECT f.n, {statement}, {reversal}, {filled}, f._event_at, f.q, f.v, f.p{milestones}{columns} FROM mart.fact_{prefix}{StarYaml.Fact} AS f{joins}";
        }
    }

    /// <summary>Null where no role holds.</summary>
    public string? HeldQuery => definition.Roles.Any(r => r.Late == LateRule.Hold) ? $"SELECT n, q, v FROM mart.{prefix}{StarYaml.Fact}__held" : null;

    public string AggregateQuery(int aggregate) => $"SELECT {StarYaml.By(definition, aggregate, "_")}, q, v, row_count FROM mart.agg_{prefix}{StarYaml.Aggregate(aggregate)}";

    public string Fact(IReadOnlyList<object?> row)
    {
        var milestones = definition.Kind == FactKind.Accumulating ? row.Skip(8).Take(FactSource.Milestones.Length).Select(m => (DateTime?)m).ToList() : [];
        var who = definition.Roles.Select((r, i) => Who(r, [.. row.Skip(FirstRole + (i * RoleColumns)).Take(RoleColumns)]));
        var line = StarState.Fact((long)row[0]!, Number(row[1]), (bool)row[2]!, (bool)row[3]!, who, (DateTime?)row[4], Number(row[5]), (decimal?)row[6], Number(row[7]), milestones);
        if (milestones.Count > 0)
            line.ShouldEndWith($" | {ExactValue.Show(row[FirstRole - 1])}", Case.Sensitive, "the lag is not that of the milestones");
        return line;
    }

    public static string Held(IReadOnlyList<object?> row) => StarState.Held((long)row[0]!, Number(row[1]), (decimal?)row[2]);

    public string Sum(int aggregate, IReadOnlyList<object?> row)
    {
        var by = definition.Aggregates[aggregate].Length;
        return StarState.Sum(StarState.Group(aggregate, row.Take(by)), Number(row[by]), (decimal?)row[by + 1], Number(row[by + 2])!.Value);
    }

    private string Who(StarRole role, IReadOnlyList<object?> cells)
    {
        var key = Number(cells[0])!.Value;
        cells[4].ShouldBe(true, $"the durable key of {role.Name} is not that of its version");
        if (key < 0)
            return StarState.Special(key, cells[5] is string code ? new(code, Number(cells[6]) ?? 0) : null);
        cells[5].ShouldBeNull($"{role.Name} has come, and the fact still waits for it");
        return StarState.Member(new((string?)cells[1], Number(cells[2]) ?? 0), cells[3] is DateOnly day ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : (DateTime?)cells[3]);
    }

    private string Of(StarRole role)
    {
        var dimension = definition.DimensionOf(role);
        return $"{role.Name}.code, {(dimension.TwoPartKey ? $"{role.Name}.number" : "NULL")}, {(dimension.HasVersions ? $"{role.Name}.valid_from" : "NULL")}";
    }

    private string Durable(StarRole role) => role.IsDurable ? $"f.{role.Name}_durable_key = {role.Name}.{Dimension(role)}_durable_key" : "TRUE";

    private string Waiting(StarRole role) => role.Late != LateRule.Unknown ? "NULL, NULL"
        : definition.DimensionOf(role).TwoPartKey ? $"f._late_{role.Name}__1, f._late_{role.Name}__2" : $"f._late_{role.Name}__1, NULL";

    private string Dimension(StarRole role) => prefix + StarYaml.Dimension(role.Dimension);

    /// <summary>Engines differ in how wide a number is that they count or sum.</summary>
    private static long? Number(object? value) => value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
