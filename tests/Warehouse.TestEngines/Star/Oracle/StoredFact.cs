namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A row as it stands in the fact.</summary>
/// <param name="Statement">Where corrections are appended, the number of the grain's statement; a reversal has that of what it takes back.</param>
/// <param name="IsFilled">No source row delivered it.</param>
internal sealed record StoredFact(FactRow Row, int? Statement = null, bool IsReversal = false, bool IsFilled = false);
