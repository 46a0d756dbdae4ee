using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.TestEngines.History;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>What counts as another value: comparison is exact, but that −0 is 0 (history.md, Attribute types).</summary>
public sealed class ComparisonTests(ScenarioDatabases databases) : IClassFixture<ScenarioDatabases>
{
    public static TheoryData<string, ValueKind, object, object, bool> Pairs
    {
        get
        {
            var data = new TheoryData<string, ValueKind, object, object, bool>();
            foreach (var engine in (string[])["duckdb", "postgres"])
            {
                data.Add(engine, ValueKind.Text, "x", "x ", true);
                data.Add(engine, ValueKind.Text, "x", "X", true);
                data.Add(engine, ValueKind.Text, "\u00e4", "a\u0308", true);
                data.Add(engine, ValueKind.Text, "", " ", true);
                data.Add(engine, ValueKind.Float, 0.0, -0.0, false);
                data.Add(engine, ValueKind.Float, 0.1, 0.1 + double.Epsilon, false);
                data.Add(engine, ValueKind.Float, 1.0, 1.0 + 2.3e-16, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Another_value_opens_a_version_and_the_same_one_does_not(string engine, ValueKind kind, object first, object second, bool differ)
    {
        var cancel = TestContext.Current.CancellationToken;
        var definition = new HistoryDefinition { Feed = FeedKind.Changes, Attributes = [new("x", 2, kind)] };
        var database = await databases.OfAsync(engine, cancel);
        await using var dimension = await HistoryDimension.CreateAsync(database, definition, cancel);
        var day = new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Utc);

        var result = await dimension.LoadAsync(
            new(day.AddDays(9), [new(new("a"), day, 0, IsDelete: false, [first]), new(new("a"), day.AddDays(1), 0, IsDelete: false, [second])]), 0, cancel);

        result.Status.ShouldBe(BatchStatus.Committed);
        (await dimension.RowsAsync(cancel)).Length.ShouldBe(differ ? 2 : 1);
    }
}
