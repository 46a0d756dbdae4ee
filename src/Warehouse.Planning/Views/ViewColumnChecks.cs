using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>Whether the columns of a view, whose names are made of several of the model's, can be told apart.</summary>
public static class ViewColumnChecks
{
    /// <summary>Postgres cuts an identifier after so many bytes.</summary>
    private const int Limit = 63;

    /// <param name="project">A project without errors, of which everything is loadable.</param>
    public static ImmutableArray<Diagnostic> Run(Project project) => [.. ViewPlanner.Plan(project).SelectMany(Check)];

    private static IEnumerable<Diagnostic> Check(ViewDesign view)
    {
        // Letter case does not tell two columns apart on every engine, nor does what is cut off.
        var columns = view.Columns.Index().ToList();
        foreach (var same in columns.GroupBy(c => Cut(c.Item.Name), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            var (first, second) = (same.First(), same.ElementAt(1));
            var cut = Bytes(first.Item.Name) > Limit || Bytes(second.Item.Name) > Limit
                ? string.Create(CultureInfo.InvariantCulture, $" where an engine keeps {Limit} bytes of a name")
                : "";
            yield return PlanningRules.ViewColumnClash.At(
                view.DeclaredAt,
                $"view `{view.Name}` would have one column twice{cut}: {Named(first.Item, first.Index)} and {Named(second.Item, second.Index)}",
                "rename one of the things that the columns are named for");
        }

        if (columns.Select(c => c.Item).Where(c => Bytes(c.Name) > Limit).MaxBy(c => Bytes(c.Name)) is { } longest)
        {
            yield return PlanningRules.ViewColumnTooLong.At(
                view.DeclaredAt,
                string.Create(CultureInfo.InvariantCulture, $"the column `{longest.Name}` of view `{view.Name}` has {Bytes(longest.Name)} bytes, and some engines keep {Limit}"),
                "shorten the names that it is made of");
        }
    }

    private static string Named(ColumnDesign column, int index) =>
        $"`{column.Name}` ({column.Description?.TrimEnd('.') ?? string.Create(CultureInfo.InvariantCulture, $"its column {index + 1}")})";

    private static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);

    private static string Cut(string name)
    {
        var length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.AsSpan(0, length)) > Limit)
            length--;
        return name[..length];
    }
}
