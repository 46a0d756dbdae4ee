using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A portable expression as the user wrote it, not yet parsed.</summary>
public sealed record ExpressionText(string Text, SourceSpan Span);
