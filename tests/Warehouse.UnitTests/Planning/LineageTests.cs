using System.Text;
using Shouldly;
using Warehouse.Planning.Lineage;
using Warehouse.Planning.Loads;
using Warehouse.TestEngines;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>What the columns of every table are made of, as the model says it.</summary>
public sealed class LineageTests
{
    [Fact]
    public void The_samples_lineage_is_what_was_read_and_agreed() => Golden.ShouldMatch(
        Text(LoadPlanner.Plan(ProjectReader.Read(RepositoryRoot.Combine("models", "retail")).Project!)), "tests", "cases", "lineage", "retail.txt");

    [Fact]
    public void Only_columns_of_the_table_are_told_of_and_only_columns_that_are_read_are_named()
    {
        foreach (var load in LoadPlanner.Plan(ProjectReader.Read(RepositoryRoot.Combine("models", "retail")).Project!))
        {
            var lineage = PipelineLineage.Of(load);
            var read = load.Reads?.Columns.Select(c => c.Name).Append(load.Reads.Source.Watermark?.Column.Text ?? "").ToHashSet() ?? [];
            foreach (var table in lineage.Outputs)
            {
                table.Columns.Select(c => c.Column).Except(table.Table.Columns.Select(c => c.Name)).ShouldBeEmpty();
                table.Columns.SelectMany(c => c.Inputs).Concat(table.Rows).Where(i => i.Input is LineageInput.OfSource).Select(i => i.Column).Except(read).ShouldBeEmpty(load.Pipeline);
            }

            // Whatever is read is read for something.
            var used = lineage.Outputs.SelectMany(t => t.Columns.SelectMany(c => c.Inputs).Concat(t.Rows)).Where(i => i.Input is LineageInput.OfSource).Select(i => i.Column);
            read.Except(used).Where(c => c.Length > 0).ShouldBeEmpty(load.Pipeline);
        }
    }

    [Theory]
    [InlineData("a", "a Identity")]
    [InlineData("a + b", "a Transformation, b Transformation")]
    [InlineData("case when b > 0 then a else c end", "b Conditional, a Transformation, c Transformation")]
    [InlineData("case when a > 0 then a end", "a Conditional, a Transformation")]
    [InlineData("1", "")]
    public void An_expression_tells_what_its_columns_are_read_for(string expression, string inputs)
    {
        var model = $"version: 1\nname: p\nsources:\n  s: {{table: raw.s, feed: upserts, watermark: {{column: w}}, columns: {{k: integer, a: integer, b: integer, c: integer, w: timestamp}}}}\n"
            + $"dimensions:\n  d: {{source: s, key: {{k: integer}}, attributes: {{x: {{type: integer, expr: \"{expression}\"}}}}}}\n";
        var read = ProjectReader.Read(new Dictionary<string, string> { ["warehouse.yml"] = model });
        read.Diagnostics.Where(d => d.IsError).ShouldBeEmpty();

        var table = PipelineLineage.Of(LoadPlanner.Plan(read.Project!).Single()).Outputs.Single();

        string.Join(", ", table.Columns.Where(c => c.Column == "x").SelectMany(c => c.Inputs).Select(i => $"{i.Column} {i.Influence}")).ShouldBe(inputs);
        table.Rows.Select(r => $"{r.Column} {r.Influence}").ShouldBe(["w Filter"]);
    }

    private static string Text(IEnumerable<PipelineLoad> loads)
    {
        var text = new StringBuilder();
        foreach (var load in loads.Where(l => l.HasBatches))
        {
            var lineage = PipelineLineage.Of(load);
            text.Append($"{load.Pipeline} reads {(lineage.Inputs.IsEmpty ? "nothing" : string.Join(", ", lineage.Inputs.Select(Name)))}\n");
            foreach (var table in lineage.Outputs)
            {
                text.Append($"  {table.Table.Schema}.{table.Table.Name}{string.Concat(table.Rows.Select(r => $"  [{r.Influence} {Name(r.Input)}.{r.Column}]"))}\n");
                foreach (var column in table.Columns)
                    text.Append($"    {column.Column} <- {string.Join(", ", column.Inputs.Select(i => $"{i.Influence} {Name(i.Input)}.{i.Column}"))}\n");
            }
        }

        return text.ToString();
    }

    private static string Name(LineageInput input) => input switch
    {
        LineageInput.OfTable table => $"{table.Schema}.{table.Name}",
        LineageInput.OfSource source => source.Source.Name.Text,
        _ => throw new InvalidOperationException(),
    };
}
