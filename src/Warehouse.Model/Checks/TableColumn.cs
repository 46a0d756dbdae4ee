using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>A column of a physical table, and what of the model it comes from.</summary>
/// <param name="What">As a message names it: <c>attribute `country`</c>.</param>
internal sealed record TableColumn(string Name, DataType? Type, ColumnOrigin Origin, string What, SourceSpan Span);

/// <summary>Who named a column.</summary>
internal enum ColumnOrigin
{
    /// <summary>The user.</summary>
    Declared,

    /// <summary>The tool, from a name of the user's: <c>prior_country</c>.</summary>
    Derived,

    /// <summary>The tool alone: <c>valid_from</c>.</summary>
    Generated,
}
