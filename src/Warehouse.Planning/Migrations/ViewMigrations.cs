using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Views;

namespace Warehouse.Planning.Migrations;

/// <summary>Compares the views that a project wants with those that a target has.</summary>
internal static class ViewMigrations
{
    /// <returns>What is dropped before the tables are seen to, what is made after them, and names that are taken.</returns>
    public static (ImmutableArray<MigrationStep> Before, ImmutableArray<MigrationStep> After, ImmutableArray<Diagnostic> Taken) Plan(WantedViews wanted, Catalogue catalogue)
    {
        var found = catalogue.Views.ToDictionary(v => v.Name);
        var taken = wanted.Views.Where(v => IsTaken(v.Design, found, wanted.Project, catalogue)).ToImmutableArray();
        var ours = wanted.Views.RemoveAll(v => taken.Contains(v)).Select(v => (View: v, State: StateOf(v, found, catalogue))).ToImmutableArray();
        var vanished = catalogue.Views.Where(v => v.Project == wanted.Project && wanted.Views.All(w => w.Design.Name != v.Name)).Select(v => v.Name);
        var dropped = WithReaders(vanished.Concat(ours.Where(v => v.State == ViewState.OtherColumns).Select(v => v.View.Design.Name)), wanted.Project, catalogue.Views);
        return (
            [.. dropped.Select(n => new MigrationStep.DropView(n))],
            [.. ours.Where(v => v.State != ViewState.Current || dropped.Contains(v.View.Design.Name)).Select(v => new MigrationStep.CreateView(wanted.Project, v.View))],
            [.. taken.Select(v => Taken(v.Design, found.GetValueOrDefault(v.Design.Name)))]);
    }

    /// <summary>The views and all that read them, as they stand in the target: an engine drops no view that another one reads. Readers come first.</summary>
    private static ImmutableArray<ObjectName> WithReaders(IEnumerable<ObjectName> views, string project, ImmutableArray<FoundView> found)
    {
        var all = views.ToHashSet();
        while (found.FirstOrDefault(v => v.Project == project && !all.Contains(v.Name) && v.Reads.Any(all.Contains)) is { } reader)
            all.Add(reader.Name);
        var left = found.Where(v => all.Contains(v.Name)).OrderBy(v => v.Name.ToString(), StringComparer.Ordinal).ToList();
        var ordered = ImmutableArray.CreateBuilder<ObjectName>();
        while (left.Find(v => left.TrueForAll(other => other == v || !other.Reads.Contains(v.Name))) is { } next)
        {
            ordered.Add(next.Name);
            left.Remove(next);
        }

        return ordered.ToImmutable();
    }

    private static bool IsTaken(ViewDesign view, Dictionary<ObjectName, FoundView> found, string project, Catalogue catalogue) =>
        !catalogue.ColumnsOf(view.Name).IsEmpty && found.GetValueOrDefault(view.Name)?.Project != project;

    private static Diagnostic Taken(ViewDesign view, FoundView? found) => PlanningRules.ViewNameTaken.At(
        view.DeclaredAt,
        found is null
            ? $"`{view.Name}` is there already, and is no view that warehouse has made"
            : $"`{view.Name}` is there already, and belongs to the project `{found.Project}`",
        "rename it or drop it by hand: it is not touched");

    private static ViewState StateOf(WantedView view, Dictionary<ObjectName, FoundView> found, Catalogue catalogue)
    {
        var columns = catalogue.ColumnsOf(view.Design.Name);
        var wanted = view.Design.Columns;
        if (columns.IsEmpty)
            return ViewState.Missing;
        var begins = columns.Length <= wanted.Length && columns.Zip(wanted).All(c => c.First.Name == c.Second.Name);
        if (found[view.Design.Name].Definition == view.Definition)
            return begins && columns.Length == wanted.Length ? ViewState.Current : ViewState.OtherColumns;
        return begins && columns.Zip(wanted).All(c => c.First.Agrees(c.Second.Type)) ? ViewState.OtherQuery : ViewState.OtherColumns;
    }

    private enum ViewState
    {
        Current,
        Missing,

        /// <summary>Another query, or more columns at the end: any engine replaces it as it stands, and what was granted on it stays.</summary>
        OtherQuery,

        /// <summary>Some engine replaces a view's query only: it is dropped first.</summary>
        OtherColumns,
    }
}
