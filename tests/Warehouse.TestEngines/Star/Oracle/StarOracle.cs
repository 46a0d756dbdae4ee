using System.Collections.Immutable;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>What a star contains, by loads.md and history.md alone; it shares no code with what it judges.</summary>
public sealed class StarOracle
{
    private readonly StarDefinition _definition;
    private readonly ImmutableArray<StarMembers> _dimensions;
    private FactOracle _fact;

    public StarOracle(StarDefinition definition)
    {
        _definition = definition;
        _dimensions = [.. definition.Dimensions.Select(d => new StarMembers(d))];
        _fact = new(definition, _dimensions);
    }

    /// <summary>A batch of a dimension: facts follow its versions, and those that waited for its members are let in.</summary>
    public OracleReport LoadMembers(StarBatch batch)
    {
        var place = batch.Dimension!.Value;
        var report = _dimensions[place].Load(new(batch.At, batch.Members), key => _fact.RefersTo(place, key));
        _fact.Release();
        return report;
    }

    public FactReport LoadFacts(StarBatch batch) => _fact.Load(batch.At, batch.Delivered);

    /// <summary>All that one source has is loaded anew: a dimension's beside the members of whom it says nothing, the fact's in place of all of it.</summary>
    public void Refresh(StarBatch source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Dimension is { } place)
        {
            _dimensions[place].Refresh(new(source.At, source.Members), key => _fact.RefersTo(place, key));
            _fact.Release();
        }
        else
        {
            _fact = new(_definition, _dimensions);
            LoadFacts(source);
        }
    }

    /// <summary>How many rows of the batch will be rejected.</summary>
    public int Load(StarBatch batch) => batch.Dimension is null ? LoadFacts(batch).Rejected : LoadMembers(batch).Rejected;

    /// <summary>Everything that the star contains, each row in words, in no order.</summary>
    public StarState State() => new(
        [.. _dimensions.Select(d => d.Rows().ToImmutableArray())],
        [.. _fact.Stored.Select(Write)],
        [.. _fact.Held.Select(h => StarState.Held(h.Number!.Value, h.Quantity, h.Amount))],
        [.. _definition.Aggregates.SelectMany((by, i) => _fact.Stored.GroupBy(s => StarState.Group(i, by.Select(b => Attribute(s.Row, b.Role, b.Attribute)))).Select(Sum))]);

    private string Write(StoredFact fact) => StarState.Fact(
        fact.Row.Number!.Value,
        fact.Statement,
        fact.IsReversal,
        fact.IsFilled,
        _definition.Roles.Select((role, i) => Who(role, fact.Row.Keys[i], fact.Row.At)),
        fact.Row.At,
        fact.Row.Quantity,
        fact.Row.Amount,
        fact.Row.Price,
        fact.Row.Milestones);

    private string Who(StarRole role, MemberKey? key, DateTime? at)
    {
        if (key is null)
            return StarState.Special(role.Missing, null);
        var members = _dimensions[role.Dimension];
        return members.Has(key) ? StarState.Member(key, members.At(key, at).From) : StarState.Special(-1, key);
    }

    private static string Sum(IGrouping<string, StoredFact> group)
    {
        var (quantities, amounts) = (group.Select(s => s.Row.Quantity).OfType<long>().ToList(), group.Select(s => s.Row.Amount).OfType<decimal>().ToList());
        return StarState.Sum(group.Key, quantities.Count == 0 ? null : quantities.Sum(), amounts.Count == 0 ? null : amounts.Sum(), group.Count());
    }

    private object? Attribute(FactRow row, int role, int attribute)
    {
        var (members, key) = (_dimensions[_definition.Roles[role].Dimension], row.Keys[role]);
        if (key is null || !members.Has(key))
            return null;
        var dimension = _definition.DimensionOf(_definition.Roles[role]);
        return members.At(key, row.At).Cells[dimension.Columns.IndexOf(dimension.Attributes[attribute].Name)];
    }
}
