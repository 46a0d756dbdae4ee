using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Lineage;

/// <summary>Where rows are read from: the pipeline's source, or another table of the warehouse.</summary>
public abstract record LineageInput
{
    private protected LineageInput()
    {
    }

    /// <summary>What the pipeline's source, or another source of the model, delivers.</summary>
    public sealed record OfSource(Source Source) : LineageInput
    {
        public bool Equals(OfSource? other) => other?.Source.Name == Source.Name;

        public override int GetHashCode() => Source.Name.GetHashCode();
    }

    /// <summary>A table that the toolkit keeps.</summary>
    public sealed record OfTable(string Schema, string Name) : LineageInput;
}

/// <summary>A column that is read, and what it is read for.</summary>
public sealed record InputColumn(LineageInput Input, string Column, Influence Influence);

/// <summary>A column of a table and what it is made of.</summary>
public sealed record ColumnLineage(string Column, ImmutableArray<InputColumn> Inputs);

/// <summary>A table that a pipeline writes: what each of its columns is made of, and what decides on its rows as a whole.</summary>
/// <param name="Columns">Those alone that are made of something read: a surrogate key that is counted up is not.</param>
public sealed record TableLineage(TableDesign Table, ImmutableArray<ColumnLineage> Columns, ImmutableArray<InputColumn> Rows);
