using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Planning.Lineage;

/// <summary>What is read of one source.</summary>
internal sealed class SourceLineage(SourceRead read)
{
    private readonly LineageInput _input = new LineageInput.OfSource(read.Source);

    public Source Source => read.Source;

    public IEnumerable<InputColumn> As(Influence influence, params IEnumerable<Name> columns) => columns.Select(c => new InputColumn(_input, c.Text, influence));

    /// <summary>An expression that is a column alone takes it as it is.</summary>
    public IEnumerable<InputColumn> Expression(ExpressionText text) => PortableExpressionParser.Parse(text, read.TypeAliases).Expression switch
    {
        null => [],
        ColumnUse use => [new(_input, use.Column, Influence.Identity)],
        var parsed => Uses(parsed, Influence.Transformation).Distinct(),
    };

    public IEnumerable<InputColumn> Condition(ExpressionText? text, Influence influence) =>
        text is null ? [] : PortableExpressionParser.Parse(text, read.TypeAliases).Expression?.ColumnsRead().Select(c => new InputColumn(_input, c, influence)) ?? [];

    /// <summary>An attribute's own value; none of an outrigger, which is looked up.</summary>
    public IEnumerable<InputColumn> Attribute(Attribute attribute) => attribute switch
    {
        { Outrigger: not null } => [],
        { Expression: { } expression } => Expression(expression),
        { Band: { } band } => As(Influence.Transformation, band.Column),
        _ => As(Influence.Identity, attribute.SourceColumn),
    };

    /// <summary>What decides on the rows of every table that is loaded from the source.</summary>
    public ImmutableArray<InputColumn> Rows() =>
    [
        .. Source.Watermark is { } watermark ? As(Influence.Filter, watermark.Column) : [],
        .. Condition(Source.DeleteWhen, Influence.Filter),
        .. As(Influence.Filter, Source.DeleteScope),
        .. As(Influence.Sort, Source.OrderBy),
        .. Source.OnConflictColumn is { } winner ? As(Influence.Sort, winner) : [],
    ];

    private IEnumerable<InputColumn> Uses(PortableExpression expression, Influence influence) => expression switch
    {
        ColumnUse use => [new(_input, use.Column, influence)],
        Choice choice => choice.Branches.SelectMany(b => Uses(b.When, Influence.Conditional).Concat(Uses(b.Then, influence)))
            .Concat(choice.Else is { } otherwise ? Uses(otherwise, influence) : []),
        _ => expression.Children.SelectMany(c => Uses(c, influence)),
    };
}
