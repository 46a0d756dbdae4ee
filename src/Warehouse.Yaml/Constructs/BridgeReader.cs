using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a many-to-many link from a fact to the members of a dimension.</summary>
internal static class BridgeReader
{
    private static readonly KeyTable MemberKeys = new("bridge member");
    private static readonly Key<Name> MemberDimension = MemberKeys.Require("dim", Scalars.Name, "The dimension whose members are linked");

    private static readonly Key<ImmutableArray<Name>> MemberKey =
        MemberKeys.Require("key", Lists.NonEmpty(Scalars.Name), "The source columns that hold the member's natural key");

    private static readonly KeyTable WeightKeys = new("bridge weight");
    private static readonly Key<Name> WeightColumn = WeightKeys.Require("column", Scalars.Name, "The source column of a member's share");
    private static readonly Key<decimal> WeightSum = WeightKeys.Allow("sum_to", Scalars.Number, "What the shares of a group must sum to");

    private static readonly KeyTable ValidKeys = new("validity block");
    private static readonly Key<Name> ValidFrom = ValidKeys.Require("from", Scalars.Name, "The source column from which a link holds");
    private static readonly Key<Name> ValidTo =
        ValidKeys.Allow("to", Scalars.Name, "The source column until which a link holds, exclusive");

    private static readonly KeyTable Keys = new("bridge");

    private static readonly Key<Name> Source = Keys.Require("source", Scalars.Name, "The source that it is loaded from");

    private static readonly Key<ImmutableArray<KeyPart>> Group = Keys.Require("group", ColumnReader.Key, "The columns that name a group");

    private static readonly Key<Member> MemberBlock = Keys.Require(
        "member",
        new Construct<Member>(MemberKeys, map => new Member(map.Name(MemberDimension), map.List(MemberKey))),
        "The members that a group has");

    private static readonly Key<Weight> WeightBlock = Keys.Allow(
        "weight",
        new Construct<Weight>(WeightKeys, map => new Weight(map.Name(WeightColumn), map.FindValue(WeightSum))),
        "A member's share in its group");

    private static readonly Key<Range> ValidBlock = Keys.Allow(
        "valid", new Construct<Range>(ValidKeys, map => new Range(map.Name(ValidFrom), map.Find(ValidTo))), "When a link holds");

    private static readonly TableKeys Table = new(Keys, "bridge_");

    public static Shape<ImmutableArray<Bridge>> Shape { get; } = new NamedMap<Bridge>(new ConstructEntry<Bridge>(Keys, Read));

    private static Bridge Read(Name name, YamlMap map)
    {
        var member = map.Find(MemberBlock) ?? new Member(new Name("", name.Span), []);
        var weight = map.Find(WeightBlock);
        var valid = map.Find(ValidBlock);
        return new Bridge
        {
            Name = name,
            Source = map.Name(Source),
            Group = map.List(Group),
            MemberDimension = member.Dimension,
            MemberKey = member.Key,
            WeightColumn = weight?.Column,
            WeightSum = weight?.Sum,
            ValidFrom = valid?.From,
            ValidTo = valid?.To,
            Table = Table.Table(map),
            Schema = Table.Schema(map),
            Documentation = Table.Documentation(map),
        };
    }

    private sealed record Member(Name Dimension, ImmutableArray<Name> Key);

    private sealed record Weight(Name Column, decimal? Sum);

    private sealed record Range(Name From, Name? To);
}
