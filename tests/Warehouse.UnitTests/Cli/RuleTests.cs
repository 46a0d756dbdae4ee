using Shouldly;
using Warehouse.Cli.Hosting;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class RuleTests
{
    [Fact]
    public void Codes_of_the_command_line_are_given_once() =>
        CliRules.All.Concat(Warehouse.Execution.ExecutionRules.All).Select(r => r.Code).ShouldBeUnique();
}
