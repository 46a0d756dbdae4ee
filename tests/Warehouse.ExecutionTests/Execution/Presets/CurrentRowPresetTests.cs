using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Presets;

/// <summary>Tools that deliver the rows as they are now.</summary>
public sealed class CurrentRowPresetTests
{
    private const string High = "9999-12-31 00:00:00.000 now";

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Fivetran_marks_deleted_rows_and_a_change_that_it_does_not_stamp_takes_effect_with_the_batch(string engine)
    {
        await using var project = await Delivered.CreateAsync(engine, "table: raw.customers, preset: fivetran");
        await project.TableAsync("id bigint, name text, city text, _fivetran_deleted boolean, _fivetran_synced timestamptz");

        foreach (var step in new[] { "first", "second", "late" })
        {
            await project.DeliverAsync($"fivetran/soft_delete-{step}.csv", replace: true);
            await project.LoadedAsync();
        }

        var versions = await project.VersionsAsync();
        // Read again, without the history that a row no longer tells.
        var again = await project.LoadedAsync();

        versions.ShouldBe(
        [
            "1 Ada Oslo 1900-01-01 00:00:00.000..2024-01-03 02:00:00.000 then",
            $"1 Ada Göteborg 2024-01-03 02:00:00.000..{High}",
            "2 Bob Bergen 1900-01-01 00:00:00.000..2024-01-03 02:00:00.000 then",
            "3 Cy Paris 1900-01-01 00:00:00.000..2024-06-01 14:00:00.000 then",
        ]);
        again.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Read].ShouldBe(3);
        (await project.VersionsAsync()).ShouldBe(versions);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Rows_of_dlt_are_from_their_load_and_a_package_that_comes_late_is_read(string engine)
    {
        await using var project = await Delivered.CreateAsync(engine, "table: raw.customers, preset: dlt");
        await project.TableAsync("id bigint, name text, city text, _dlt_load_id text, _dlt_id text");

        foreach (var step in new[] { "first", "second", "late" })
        {
            await project.DeliverAsync($"dlt/merge-{step}.csv", replace: true);
            await project.LoadedAsync();
        }

        (await project.VersionsAsync()).ShouldBe(
        [
            "1 Ada Oslo 1900-01-01 00:00:00.000..2024-01-03 10:00:00.500 then",
            $"1 Ada Göteborg 2024-01-03 10:00:00.500..{High}",
            "2 Bob Bergen 1900-01-01 00:00:00.000..2024-01-03 09:43:20.250 then",
            $"2 Bob Trondheim 2024-01-03 09:43:20.250..{High}",
            "3 Cy Paris 1900-01-01 00:00:00.000..2024-01-05 10:00:00.123 then",
            $"3 Cy Lyon 2024-01-05 10:00:00.123..{High}",
        ]);
        (await project.AskAsync("SELECT hi FROM _warehouse.watermark")).ShouldHaveSingleItem().ShouldBe([new DateTime(2024, 1, 5, 10, 0, 0, 123, DateTimeKind.Utc)]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
        (await project.RejectedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Rows_that_Airbyte_appends_are_from_their_extraction(string engine)
    {
        await using var project = await Delivered.CreateAsync(engine, "table: raw.customers, preset: airbyte");
        await project.TableAsync("_airbyte_raw_id text, _airbyte_extracted_at timestamptz, _airbyte_meta text, _airbyte_generation_id bigint, id bigint, name text, city text");

        foreach (var step in new[] { "first", "second", "late" })
        {
            await project.DeliverAsync($"airbyte/cursor-{step}.csv");
            await project.LoadedAsync();
        }

        (await project.VersionsAsync()).ShouldBe(
        [
            "1 Ada Oslo 1900-01-01 00:00:00.000..2024-01-03 01:00:00.000 then",
            $"1 Ada Göteborg 2024-01-03 01:00:00.000..{High}",
            "2 Bob Bergen 1900-01-01 00:00:00.000..2024-01-03 00:30:00.000 then",
            $"2 Bob Trondheim 2024-01-03 00:30:00.000..{High}",
            "3 Cy Paris 1900-01-01 00:00:00.000..2024-01-03 02:00:00.000 then",
            $"3 Cy Lyon 2024-01-03 02:00:00.000..{High}",
        ]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
        (await project.RejectedAsync()).ShouldBeEmpty();
    }
}
