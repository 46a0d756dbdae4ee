using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>Tests of which no other runs beside: they measure the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
