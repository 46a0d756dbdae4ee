using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>A dimension that refers to another by its durable key, and to a calendar.</summary>
public sealed class OutriggerTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_reference_is_the_other_members_durable_key_and_has_a_history(string engine)
    {
        await using var project = await CreateAsync(engine);
        project.Write("data/e_2024-02-01.csv", "id,t,grade\n7,2024-01-01,A\n7,2024-01-10,B\n");
        project.Write("data/c_2024-02-02.csv", "id,t,rep,born\n1,2024-01-05,7,1990-05-17\n2,2024-01-05,8,\n3,2024-01-05,,2200-01-01\n");
        project.Write("data/c_2024-02-03.csv", "id,t,rep,born\n1,2024-01-20,8,1990-05-17\n1,2024-01-12,,1990-05-17\n");
        project.Write("data/e_2024-02-04.csv", "id,t,grade\n8,2024-01-01,A\n");

        var result = await project.LoadAsync();

        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
        project.Loads.Select(l => l.Pipeline).ShouldBe(["dim_day", "dim_employee", "dim_customer"]);
        (await RowsAsync(project, "SELECT employee_key, employee_durable_key, id, is_inferred FROM mart.dim_employee WHERE employee_key > 0 ORDER BY 1")).ShouldBe(["1 1 7 False", "2 1 7 False", "3 3 8 False"]);
        (await RowsAsync(project, "SELECT id, valid_from, rep_key, current_rep_key, birth_day_key FROM mart.dim_customer WHERE customer_key > 0 ORDER BY 1, 2")).ShouldBe(
        [
            "1 1900-01-01 1 3 19900517", "1 2024-01-12 -1 3 19900517", "1 2024-01-20 3 3 19900517", "2 1900-01-01 3 3 -1", "3 1900-01-01 -1 -1 -1",
        ]);
        (await RowsAsync(project, "SELECT customer_key, rep_key, birth_day_key FROM mart.dim_customer WHERE customer_key < 0 ORDER BY 1")).ShouldBe(["-3 -3 -3", "-2 -2 -2", "-1 -1 -1"]);
        result.Batches.Where(b => b.Batch.Load.Pipeline == "dim_customer").Select(b => b.Result.Counts[LoadCounts.Inferred]).ShouldBe([1, 0]);
    }

    private static async Task<string[]> RowsAsync(ProjectUnderTest project, string sql) =>
        [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v is DateTime at ? at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : v ?? "NULL")))];

    private static Task<ProjectUnderTest> CreateAsync(string engine) => ProjectUnderTest.CreateAsync(engine,
        """
        sources:
          customers:
            files: {path: "data/c_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          employees:
            files: {path: "data/e_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
        dimensions:
          customer:
            source: customers
            key: {id: string}
            attributes:
              rep: {outrigger: employee, key: [rep], scd: 6}
              birth_day: {outrigger: day, key: [born], scd: 1}
          employee:
            source: employees
            key: {id: string}
            attributes: {grade: {type: string, scd: 2}}
          day: {type: calendar, range: [1900-01-01, 2100-12-31]}
        """);
}
