using Shouldly;
using Warehouse.Execution;
using Warehouse.Model.Diagnostics;
using Xunit;

namespace Warehouse.ExecutionTests.Execution;

public sealed class ExecutionRuleTests
{
    [Fact]
    public void Every_rule_has_a_code_and_a_name_of_its_own()
    {
        var declared = typeof(ExecutionRules).GetProperties().Where(p => p.PropertyType == typeof(DiagnosticRule)).Select(p => (DiagnosticRule)p.GetValue(null)!).ToList();

        ExecutionRules.All.ShouldBe(declared, ignoreOrder: true);
        declared.Select(r => r.Code).ShouldBeUnique();
        declared.Select(r => r.Name).ShouldBeUnique();
        declared.ShouldAllBe(r => r.Code.StartsWith("WH50", StringComparison.Ordinal) && r.Code.Length == 6);
    }
}
