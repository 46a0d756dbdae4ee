using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>What did not happen: the members that a factless fact brings together and for which another fact has no row.</summary>
/// <param name="Factless">What could have happened.</param>
/// <param name="Event">What did.</param>
public sealed record CoverageView(AcrossFact Factless, AcrossFact Event)
    : ViewDesign(new ObjectName(Factless.Fact.Schema, $"{Factless.Fact.Name.Text}_without_{Event.Fact.Name.Text}"))
{
    public override ImmutableArray<ColumnDesign> Columns => [.. Factless.Keys.Select(k => k.Column)];

    public override ImmutableArray<ObjectName> Reads => [.. Factless.Reads.Concat(Event.Reads).Distinct()];

    public override string Description => $"What of {Factless.Fact.Name.Text} has no {Event.Fact.Name.Text}: one row for each {string.Join(", ", Factless.Keys.Select(k => k.Name.Text))}.";

    public override SourceSpan DeclaredAt => Factless.Fact.Name.Span;

    /// <summary>One for every factless fact and other fact that has all its roles.</summary>
    public static IEnumerable<CoverageView> Of(Project project, ImmutableArray<Fact> facts) =>
        from factless in facts
        where factless.Type == FactType.Factless
        from other in facts
        where other != factless
        let keys = MemberKey.Of(project, factless)
        let found = keys.Select(k => Partner(k, other, MemberKey.Of(project, other))).ToImmutableArray()
        where found.All(f => f is not null)
        select new CoverageView(new(factless, keys), new(other, [.. found.OfType<MemberKey>()]));

    /// <summary>The role of the same name and dimension, else the only one of the dimension, else of several the one of the event's own time.</summary>
    private static MemberKey? Partner(MemberKey key, Fact fact, ImmutableArray<MemberKey> keys)
    {
        var same = keys.Where(k => k.Dimension.Name == key.Dimension.Name && k.Dimension.GetType() == key.Dimension.GetType()).ToList();
        var found = same.Find(k => k.Role.Name == key.Role.Name)
            ?? (same is [var only] ? only : same.Find(k => fact.EventTime is { } at && k.Role.Key is [var column] && column == at));
        return found is null ? null : found with { Name = key.Name };
    }
}
