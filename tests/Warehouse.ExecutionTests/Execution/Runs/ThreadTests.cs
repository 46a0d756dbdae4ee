using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>`--threads`: what has nothing to do with each other is loaded at once.</summary>
public sealed class ThreadTests
{
    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task With_threads_what_has_nothing_to_do_with_each_other_is_loaded_at_once_and_the_rest_keeps_its_order(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        var events = new List<LoadEvent>();

        var result = await project.LoadAsync(new() { Threads = 4 }, new Collect(events));

        result.ExitCode.ShouldBe(0);
        result.Batches.Select(b => b.Batch.Load.Pipeline).ShouldBe(["dim_date", "dim_customer", "fact_order", "dim_customer", "dim_product"], "in the order of the plan");
        var told = events.Where(e => e is LoadEvent.BatchStarted or LoadEvent.BatchFinished).Select(e => e is LoadEvent.BatchStarted s ? s.Number : -((LoadEvent.BatchFinished)e).Number).ToList();
        told[..3].ShouldBe([1, 2, 5], "the calendar, customers and products begin together");
        told.IndexOf(3).ShouldBeGreaterThan(told.IndexOf(-1));
        told.IndexOf(3).ShouldBeGreaterThan(told.IndexOf(-2));
        told.IndexOf(4).ShouldBeGreaterThan(told.IndexOf(-3), "the next day's customers come after the day's orders");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task With_threads_too_what_fails_stops_what_builds_on_it_and_nothing_else(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        project.Write("data/customers_2024-01-01.csv", "id;name\n1;a\n");

        var result = await project.LoadAsync(new() { Threads = 3 });

        result.Batches.Select(b => (b.Batch.Load.Pipeline, b.Result.Status)).ShouldBe(
        [
            ("dim_date", BatchStatus.Committed), ("dim_customer", BatchStatus.Refused), ("fact_order", BatchStatus.Skipped),
            ("dim_customer", BatchStatus.Skipped), ("dim_product", BatchStatus.Committed),
        ]);
    }
}
