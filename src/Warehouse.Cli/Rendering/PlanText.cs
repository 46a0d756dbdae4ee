using System.Text;
using Warehouse.Cli.Targets;
using Warehouse.Planning.Migrations;

namespace Warehouse.Cli.Rendering;

/// <summary>A plan as people read it.</summary>
internal static class PlanText
{
    public static string Write(PlannedChanges plan, bool sql)
    {
        if (plan.Steps.IsEmpty)
            return plan.Differences.IsEmpty ? $"{plan.TargetName} has all that the model asks for\n" : "";
        var text = new StringBuilder($"{plan.TargetName} ({plan.Engine}): {Counted.Of(plan.Steps.Length, "thing")} to do\n");
        foreach (var step in plan.Steps)
        {
            var purpose = step.Purpose.Length == 0 ? "" : $"  {step.Purpose}";
            text.Append($"  {(step.Step is MigrationStep.DropView ? '-' : '+')} {step.Step.Kind,-13} {step.Step.Object}{purpose}".TrimEnd()).Append('\n');
            if (sql)
                AppendSql(text, step.Sql, "      ");
        }

        return text.ToString();
    }

    public static string Markdown(PlannedChanges plan)
    {
        var text = new StringBuilder($"# Plan for `{plan.TargetName}` ({plan.Engine})\n\n");
        if (plan.Steps.IsEmpty && plan.Differences.IsEmpty)
            return text.Append("Nothing to do: the target has all that the model asks for.\n").ToString();
        if (!plan.Steps.IsEmpty)
        {
            text.Append("| # | step | object | level |\n|---|---|---|---|\n");
            foreach (var (step, number) in plan.Steps.Select((s, i) => (s, i + 1)))
                text.Append($"| {number} | {step.Step.Kind} | `{step.Step.Object}` | safe |\n");
            foreach (var (step, number) in plan.Steps.Select((s, i) => (s, i + 1)))
            {
                text.Append($"\n## {number}. {step.Step.Kind} `{step.Step.Object}`\n\n```sql\n");
                AppendSql(text, step.Sql, "");
                text.Append("```\n");
            }
        }

        if (!plan.Differences.IsEmpty)
        {
            text.Append("\n## Differences that cannot be mended yet\n\n");
            foreach (var difference in plan.Differences)
                text.Append($"- {difference.Code}: {difference.Message}\n");
        }

        return text.ToString();
    }

    private static void AppendSql(StringBuilder text, IEnumerable<string> statements, string indent)
    {
        foreach (var line in statements.SelectMany(s => (s + ";").Split('\n')))
            text.Append((indent + line).TrimEnd()).Append('\n');
    }
}
