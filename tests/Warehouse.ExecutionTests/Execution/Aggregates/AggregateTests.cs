using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Aggregates;

/// <summary>Aggregates follow their fact and its dimensions in the transaction of each batch.</summary>
public sealed class AggregateTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Special_members_are_groups_like_others_and_a_batch_writes_only_groups_that_it_changes(string engine)
    {
        await using var project = await AggregateProject.CreateAsync(engine, "unknown");
        project.People("1,2024-01-05,U,A,x", "2,2024-01-05,U,B,x");
        project.Things("s,c1,d1");
        project.Events("1,1,,s,2024-01-06,U,2,1.50", "2,2,,s,2024-01-06,U,3,2.25", "3,,1,,2024-01-07,U,4,1.00", "4,9,,s,2024-02-06,U,,");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("the first batch");
        (await project.RowsAsync("SELECT day_month, m_a, p_c, q, v, row_count FROM mart.agg_by_month ORDER BY row_count, q"))
            .ShouldBe(["1 A c1 2 1.50 1", "1 B c1 3 2.25 1", "1 NULL NULL 4 1.00 1", "2 NULL c1 NULL NULL 1"], ignoreOrder: true);

        project.Events("2,2,,s,2024-01-06,U,30,2.25");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("a correction");
        (await project.RowsAsync("SELECT m_a FROM mart.agg_by_month WHERE loaded_by <> changed_by")).ShouldBe(["B"]);
        (await project.RowsAsync("SELECT count(*) FROM mart.agg_by_month a JOIN _warehouse.batch b ON b.batch_id = a.changed_by WHERE b.pipeline = 'fact_f'")).ShouldBe(["4"]);
        (await project.RowsAsync("SELECT count(*) FROM mart.agg_by_person WHERE loaded_by <> changed_by")).ShouldBe(["0"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_change_of_a_dimension_moves_what_its_facts_come_to(string engine)
    {
        await using var project = await AggregateProject.CreateAsync(engine, "unknown");
        project.People("1,2024-01-05,U,A,x");
        project.Things("s,c1,d1");
        project.Events("1,1,,s,2024-01-06,U,2,1.50", "2,1,,s,2024-01-16,U,3,2.25", "3,2,2,s,2024-01-16,U,5,1");
        await project.LoadAsync();

        project.Things("s,c2,d1");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("an overwritten attribute");
        (await project.RowsAsync("SELECT DISTINCT p_c FROM mart.agg_by_month")).ShouldBe(["c2"]);
        (await project.RowsAsync("SELECT DISTINCT b.pipeline FROM mart.agg_by_month a JOIN _warehouse.batch b ON b.batch_id = a.loaded_by")).ShouldBe(["dim_p"]);

        project.People("1,2024-01-10,U,B,x", "2,2024-01-01,U,C,y");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("a version and a member that facts had waited for");
        (await project.RowsAsync("SELECT m_a, q FROM mart.agg_by_month ORDER BY m_a")).ShouldBe(["A 2", "B 3", "C 5"]);

        project.People("1,2024-01-08,U,L,z");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("a late change");
        (await project.RowsAsync("SELECT m_b, v FROM mart.agg_by_person ORDER BY m_b")).ShouldBe(["x 3.75", "y 1.00"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rows_that_were_held_and_members_that_were_inferred_are_shown_as_soon_as_they_come(string engine)
    {
        await using var held = await AggregateProject.CreateAsync(engine, "hold");
        held.Events("1,1,,s,2024-01-06,U,2,1.50");
        await held.LoadAsync();
        (await held.RowsAsync("SELECT q FROM mart.agg_by_month")).ShouldBeEmpty();
        held.People("1,2024-01-05,U,A,x");
        await held.LoadAsync();
        await held.ShouldBeInStepAsync("the release");
        (await held.RowsAsync("SELECT day_month, m_a, p_c, q FROM mart.agg_by_month")).ShouldBe(["1 A NULL 2"]);
        held.Things("s,c1,d1");
        await held.LoadAsync();
        await held.ShouldBeInStepAsync("the inferred member's own values");
        (await held.RowsAsync("SELECT day_month, m_a, p_c, q FROM mart.agg_by_month")).ShouldBe(["1 A c1 2"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_aggregate_of_a_fact_that_holds_rows_already_is_filled_by_its_first_batch_be_it_a_dimension_s(string engine)
    {
        await using var project = await AggregateProject.CreateAsync(engine);
        project.People("1,2024-01-05,U,A,x");
        project.Things("s,c1,d1", "r,c1,d1");
        project.Events("1,1,,s,2024-01-06,U,2,1.50", "2,2,1,r,2024-01-16,U,3,2.25");
        await project.LoadAsync();
        await project.ExecuteAsync("DELETE FROM mart.agg_by_month");

        project.Things("r,c1,d2");
        await project.LoadAsync();
        await project.ShouldBeInStepAsync("the first batch after the aggregate was made");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_day_of_which_the_calendar_says_something_else_takes_its_facts_to_another_group(string engine)
    {
        await using var project = await AggregateProject.CreateAsync(engine);
        project.Events("1,1,,s,2024-01-06,U,2,1.50", "2,1,,s,2024-01-07,U,3,2.25");
        await project.LoadAsync();
        // As an earlier model would have had it, whose calendar is to be loaded again.
        await project.ExecuteAsync("UPDATE mart.dim_t SET month = 7 WHERE month = 1");
        await project.ExecuteAsync("UPDATE mart.agg_by_month SET day_month = 7");
        await project.ExecuteAsync("DELETE FROM _warehouse.batch WHERE pipeline = 'dim_t'");

        await project.LoadAsync();
        await project.ShouldBeInStepAsync("the calendar's load");
        (await project.RowsAsync("SELECT day_month, q FROM mart.agg_by_month")).ShouldBe(["1 5"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_fences_of_the_aggregates_are_taken_with_those_of_who_changes_them(string engine)
    {
        await using var project = await AggregateProject.CreateAsync(engine);
        project.People("1,2024-01-05,U,A,x");
        await project.LoadAsync();

        // The first batch of each of the three sources, one more of people, and the calendar's for the aggregate by month.
        (await project.RowsAsync("SELECT pipeline, fence FROM _warehouse.lock WHERE pipeline LIKE 'agg%' ORDER BY pipeline")).ShouldBe(["agg_by_key 4", "agg_by_month 5", "agg_by_person 3"]);
    }
}
