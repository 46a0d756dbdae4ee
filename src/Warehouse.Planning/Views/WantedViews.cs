using System.Collections.Immutable;

namespace Warehouse.Planning.Views;

/// <summary>The views that a project wants, each after those that it reads.</summary>
/// <param name="Project">Who owns them: no project touches another's.</param>
public sealed record WantedViews(string Project, ImmutableArray<WantedView> Views);

/// <summary>A view and a text that is another one as soon as the view's definition is.</summary>
public sealed record WantedView(ViewDesign Design, string Definition);

/// <summary>What a target has recorded of a view that was made.</summary>
/// <param name="Definition">That of the view as it was made; empty while it is being made.</param>
/// <param name="Reads">The tables and views that it reads.</param>
public sealed record FoundView(ObjectName Name, string Project, string Definition, ImmutableArray<ObjectName> Reads);
