using System.Text;
using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Files;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

public sealed class RunPlanTests
{
    [Fact]
    public async Task Loads_day_by_day_and_dimensions_before_facts_and_refuses_first_what_has_no_files()
    {
        await using var project = await ProjectUnderTest.CreateAsync("duckdb", Shop.Model);
        foreach (var day in new[] { "2024-01-02", "2024-01-01", "2024-01-10" })
        {
            project.Write($"data/customers_{day}.csv", "id,name\n1,a\n");
            project.Write($"data/orders_{day}.csv", "order_id,customer_id,ordered_at,amount\n");
        }

        var plan = await project.PlanAsync();

        plan.Batches.Select(b => b.File?.Name ?? b.Load.Pipeline).ShouldBe(
        [
            "dim_date", "dim_product", "data/customers_2024-01-01.csv", "data/orders_2024-01-01.csv", "data/customers_2024-01-02.csv", "data/orders_2024-01-02.csv",
            "data/customers_2024-01-10.csv", "data/orders_2024-01-10.csv",
        ]);
        plan.Batches.ShouldAllBe(b => b.Refusal == null || b.Load.Pipeline == "dim_product");
    }

    [Theory]
    [InlineData("data/products_2024-01-02.csv", "yyyy-MM-dd", "2024-01-02T00:00:00")]
    [InlineData("2024-01-02/a_20240305.csv", "yyyyMMdd", "2024-03-05T00:00:00")]
    [InlineData("a_2024-1-2T0630.csv", "yyyy-M-dTHHmm", "2024-01-02T06:30:00")]
    [InlineData("a_120240305.csv", "yyyyMMdd", null)]
    [InlineData("products.csv", "yyyy-MM-dd", null)]
    public void Finds_the_time_in_a_files_name(string name, string format, string? expected) =>
        FileTimes.FromName(name, format)?.ToString("s").ShouldBe(expected);

    [Fact]
    public void The_same_batch_has_the_same_id_and_any_other_another()
    {
        var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Guid[] ids =
        [
            BatchIdentity.OfFile("p", "m", "s", "f", "h", "incremental"),
            BatchIdentity.OfFile("p", "m", "sf", "", "h", "incremental"),
            BatchIdentity.OfFile("p", "m2", "s", "f", "h", "incremental"),
            BatchIdentity.OfRange("p", "m", "s", null, day, "incremental"),
            BatchIdentity.OfRange("p", "m", "s", day, null, "incremental"),
            BatchIdentity.OfRange("p", "m", "s", null, day.AddMicroseconds(1), "incremental"),
        ];

        ids.Distinct().Count().ShouldBe(ids.Length);
        ids[0].ShouldBe(BatchIdentity.OfFile("p", "m", "s", "f", "h", "incremental"));
        // For ever: another id would load every file again.
        ids[0].ToString().ShouldBe("887ae3a0-6431-5719-b38a-39025f16a290");
        ids.ShouldAllBe(id => id.Version == 5);
    }

    [Theory]
    [InlineData("a\nžluťoučký 😀\n", null)]
    [InlineData("", null)]
    public void Text_in_UTF8_has_no_error(string text, string? error) =>
        FileDigest.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.csv", isUtf8: true, CancellationToken.None).TextError.ShouldBe(error);

    [Fact]
    public void The_first_byte_that_is_no_text_is_named_also_far_into_a_file()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("éé😀\n", 100_000)));
        bytes[bytes.Length - 2] = 0xFF;

        var digest = FileDigest.Of(new MemoryStream(bytes), "a.csv", isUtf8: true, CancellationToken.None);

        digest.TextError.ShouldBe($"line 100000, byte {bytes.Length - 5}: these bytes are no UTF-8 (F09F98FF)");
        FileDigest.Of(new MemoryStream([.. "a\nb"u8, 0]), "a.csv", isUtf8: true, CancellationToken.None).TextError.ShouldBe("line 2, byte 3: a NUL byte is no text (00)");
        FileDigest.Of(new MemoryStream([.. "a\n"u8, 0xC3]), "a.csv", isUtf8: true, CancellationToken.None).TextError.ShouldBe("line 2, byte 2: the file ends within a character (C3)");
    }

    [Fact]
    public void A_digest_is_SHA256_of_the_bytes() =>
        FileDigest.Of(new MemoryStream("abc"u8.ToArray()), "a.csv", isUtf8: false, CancellationToken.None).Hash
            .ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_target_without_state_is_known_as_not_applied(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Shop.Model, apply: false);

        var result = await project.LoadAsync();

        result.Error!.Rule.ShouldBe(ExecutionRules.TargetNotApplied);
        result.ExitCode.ShouldBe(1);
    }
}
