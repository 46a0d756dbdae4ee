using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>What a fact's semi-additive measures come to over the roles over which they are not summed: one row for all other roles' members.</summary>
/// <remarks>
/// The last value is that of the fact's last period and not of each member's own, and an average is over all periods of the fact: so both
/// may be summed over the roles that are left. The roles that are taken together have no column, so nobody sums over them.
/// </remarks>
public sealed record SemiAdditiveView(Fact Fact, ImmutableArray<MemberKey> Kept, ImmutableArray<MemberKey> Over, ImmutableArray<Measure> Measures)
    : ViewDesign(new ObjectName(Fact.Schema, $"fact_{Fact.Name.Text}_over_{string.Join('_', Over.Select(k => k.Role.Name.Text))}"))
{
    /// <summary>The one calendar over which a last and a first value are found; null where there is none.</summary>
    public MemberKey? Calendar => Over is [{ Dimension: CalendarDimension } only] ? only : null;

    public string FirstColumn => $"first_{Calendar?.Role.KeyColumn}";

    public string LastColumn => $"last_{Calendar?.Role.KeyColumn}";

    /// <summary>The measures' columns by what is taken of them.</summary>
    public ImmutableArray<TakenColumn> Taken { get; } = [.. Measures.SelectMany(m => m.Columns().Select(c => Take(m, c, Over)))];

    public override ImmutableArray<ColumnDesign> Columns =>
    [
        .. Kept.Select(k => k.Column),
        .. Calendar is null ? Array.Empty<ColumnDesign>() :
        [
            new(FirstColumn, DataType.Int64, Nullable: false, "The first day of the fact."),
            new(LastColumn, DataType.Int64, Nullable: false, "The last day of the fact."),
        ],
        .. Taken.Select(t => t.Column),
    ];

    public override ImmutableArray<ObjectName> Reads => [.. Kept.Concat(Over).SelectMany(k => k.Reads).Prepend(new(Fact.Schema, Fact.TableName)).Distinct()];

    public override string Description => $"{Fact.Name.Text} over {string.Join(" and ", Over.Select(k => k.Role.Name.Text))}: what is not summed over it, for each member of the other roles.";

    public override SourceSpan DeclaredAt => Measures[0].Name.Span;

    /// <summary>One for each set of roles over which measures of a fact are not summed.</summary>
    public static IEnumerable<SemiAdditiveView> Of(Project project, Fact fact)
    {
        var keys = MemberKey.Of(project, fact);
        return fact.Measures.Where(m => !m.Additivity.Except.IsEmpty)
            .GroupBy(m => string.Join(' ', keys.Where(k => m.Additivity.Except.Contains(k.Role.Name)).Select(k => k.Role.Name.Text)))
            .Select(same => (Measures: same.ToImmutableArray(), same.First().Additivity.Except))
            .Select(set => new SemiAdditiveView(
                fact, [.. keys.Where(k => !set.Except.Contains(k.Role.Name))], [.. keys.Where(k => set.Except.Contains(k.Role.Name))], set.Measures));
    }

    private static TakenColumn Take(Measure measure, string column, ImmutableArray<MemberKey> over)
    {
        var use = measure.Additivity.Use!.Text;
        var roles = string.Join(" and ", over.Select(k => k.Role.Name.Text));
        var sum = measure.Type is DataType.Decimal { Scale: var scale } ? new DataType.Decimal(38, scale) : measure.Type;
        return use switch
        {
            "last" or "first" => new(column, use, new($"{column}_{use}", sum, Description: $"At the {use} {roles} of the fact; NULL: none there. It may be summed.")),
            "average" => new(column, use, new(
                $"{column}_average",
                sum is DataType.Float ? sum : new DataType.Decimal(38, Math.Min((sum is DataType.Decimal { Scale: var s } ? s : 0) + 6, 37)),
                Description: $"The average over every {roles} of the fact, nothing where there is none. It may be summed.")),
            _ => new(column, use, new($"{column}_{use}", sum, Description: $"The {(use == "min" ? "least" : "greatest")} over {roles}, of this row alone: it may not be summed.")),
        };
    }
}

/// <summary>A measure's column, and what is taken of it instead of its sum.</summary>
/// <param name="Use">last, first, average, min or max.</param>
public sealed record TakenColumn(string Measure, string Use, ColumnDesign Column);
