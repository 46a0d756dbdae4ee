using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>Two facts side by side: each summed to the members of the dimensions that they share, then joined, so that neither multiplies the other.</summary>
public sealed record DrillAcrossView(AcrossFact Left, AcrossFact Right) : ViewDesign(new ObjectName(Left.Fact.Schema, $"across_{Left.Fact.Name.Text}_and_{Right.Fact.Name.Text}"))
{
    public override ImmutableArray<ColumnDesign> Columns => [.. Left.Keys.Select(k => k.Column), .. Left.Measures.Select(m => m.Column), .. Right.Measures.Select(m => m.Column)];

    public override ImmutableArray<ObjectName> Reads => [.. Left.Reads.Concat(Right.Reads).Distinct()];

    public override string Description =>
        $"{Left.Fact.Name.Text} and {Right.Fact.Name.Text} by {string.Join(", ", Left.Keys.Select(k => k.Name.Text))}: each summed by itself; NULL where it has no row.";

    public override SourceSpan DeclaredAt => Right.Fact.Name.Span;

    /// <summary>One for every two facts that share a dimension, in their order.</summary>
    public static IEnumerable<DrillAcrossView> Of(Project project, ImmutableArray<Fact> facts) =>
        from left in facts
        from right in facts.SkipWhile(f => f != left).Skip(1)
        let shared = Shared(MemberKey.Of(project, left), MemberKey.Of(project, right)).ToImmutableArray()
        where !shared.IsEmpty
        select new DrillAcrossView(new(left, [.. shared.Select(s => s.Left)]), new(right, [.. shared.Select(s => s.Right)]));

    /// <summary>Roles of one name and dimension; and those of a dimension that each fact has in one other role only, under the dimension's name.</summary>
    private static IEnumerable<(MemberKey Left, MemberKey Right)> Shared(ImmutableArray<MemberKey> left, ImmutableArray<MemberKey> right)
    {
        foreach (var key in left)
        {
            var same = right.Where(r => r.Dimension.Name == key.Dimension.Name && r.Dimension.GetType() == key.Dimension.GetType()).ToList();
            var own = left.Count(l => l.Dimension.Name == key.Dimension.Name && l.Dimension.GetType() == key.Dimension.GetType());
            if (same.Find(r => r.Role.Name == key.Role.Name) is { } named)
                yield return (key, named);
            else if (own == 1 && same is [var only])
                yield return (key with { Name = key.Dimension.Name }, only with { Name = key.Dimension.Name });
        }
    }
}

/// <summary>One of two facts that are shown side by side.</summary>
/// <param name="Keys">The roles that both have, in the order of the view.</param>
public sealed record AcrossFact(Fact Fact, ImmutableArray<MemberKey> Keys)
{
    /// <summary>How many rows there are, and the sums of what may be summed over every role that is not shared.</summary>
    public ImmutableArray<AcrossMeasure> Measures { get; } =
    [
        new(null, new($"{Fact.Name.Text}_rows", DataType.Int64, Description: $"How many rows {Fact.TableName} has.")),
        .. from measure in Fact.Measures
           where !measure.Additivity.None && measure.Additivity.Except.All(e => Keys.Any(k => k.Role.Name == e))
           from column in measure.Columns()
           select new AcrossMeasure(column, new(
               $"{Fact.Name.Text}_{column}",
               measure.Type is DataType.Decimal { Scale: var scale } ? new DataType.Decimal(38, scale) : measure.Type,
               Description: $"The sum of {column} in {Fact.TableName}.")),
    ];

    public ImmutableArray<ObjectName> Reads => [new(Fact.Schema, Fact.TableName), .. Keys.SelectMany(k => k.Reads)];
}

/// <summary>A sum in a view of two facts; of no column, the number of rows.</summary>
public sealed record AcrossMeasure(string? Measure, ColumnDesign Column);
