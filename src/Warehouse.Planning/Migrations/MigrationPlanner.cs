using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;

namespace Warehouse.Planning.Migrations;

/// <summary>Compares what the model wants with what a target has.</summary>
public static class MigrationPlanner
{
    public static MigrationPlan Plan(IReadOnlyList<PipelineLoad> loads, WantedViews views, Catalogue catalogue)
    {
        var steps = ImmutableArray.CreateBuilder<MigrationStep>();
        var differences = ImmutableArray.CreateBuilder<Diagnostic>();
        if (!catalogue.HasSchema(StateTables.Schema) || StateTables.All.Any(t => catalogue.ColumnsOf(t).IsEmpty))
            steps.Add(new MigrationStep.CreateState());
        foreach (var state in StateTables.All)
            differences.AddRange(Differences(state, SourceSpan.None, catalogue));

        var (before, after, taken) = ViewMigrations.Plan(views, catalogue);
        steps.AddRange(before);
        differences.AddRange(taken);
        var schemas = loads.SelectMany(l => l.Tables).Select(t => t.Schema).Distinct().Order(StringComparer.Ordinal);
        steps.AddRange(schemas.Where(s => !catalogue.HasSchema(s)).Select(s => new MigrationStep.CreateSchema(s)));
        foreach (var load in loads)
        {
            var tables = load.Tables;
            var missing = tables.Where(t => catalogue.ColumnsOf(t).IsEmpty).ToImmutableArray();
            steps.AddRange(missing.Select(t => new MigrationStep.CreateTable(t)));
            if (!missing.IsEmpty && (load.IsComputed || load is JunkLoad or DimensionLoad or BridgeLoad))
                steps.Add(new MigrationStep.SeedMembers(load));
            foreach (var table in tables)
                differences.AddRange(Differences(table, load.DeclaredAt, catalogue));
        }

        steps.AddRange(after);
        return new(steps.ToImmutable(), differences.ToImmutable());
    }

    private static IEnumerable<Diagnostic> Differences(TableDesign design, SourceSpan place, Catalogue catalogue)
    {
        var found = catalogue.ColumnsOf(design);
        if (found.IsEmpty)
            yield break;
        var table = $"{design.Schema}.{design.Name}";
        foreach (var column in design.Columns)
        {
            var there = found.FirstOrDefault(f => f.Name == column.Name);
            if (there is null)
                yield return Refuse(place, $"`{table}` lacks the column `{column.Name}` ({column.Type})", "adding columns", $"add it by hand, or drop `{table}` and load it again");
            else if (!there.Agrees(column.Type))
                yield return Refuse(place, $"`{table}`.`{column.Name}` is {there.Type?.ToString() ?? "of a type that the model has no word for"}, and the model says {column.Type}", "changing types", $"change it by hand, or drop `{table}` and load it again");
        }

        foreach (var extra in found.Where(f => design.Columns.All(c => c.Name != f.Name)))
            yield return Refuse(place, $"`{table}` has a column `{extra.Name}` that the model does not have", "dropping columns", "drop it by hand, or give it to the model");
    }

    private static Diagnostic Refuse(SourceSpan place, string difference, string what, string help) =>
        PlanningRules.NotYetMigratable.At(place, $"{difference}; {what} is not built yet", help);
}
