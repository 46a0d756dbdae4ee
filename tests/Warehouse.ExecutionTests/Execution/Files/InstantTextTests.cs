using System.Text;
using Shouldly;
using Warehouse.Execution.Files;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Files;

public sealed class InstantTextTests
{
    private static readonly string[] Texts =
    [
        "2024-01-02", " 2024-01-02\t", "2024-01-02 03:04", "2024-01-02T03:04", "2024-01-02T03:04:05", "2024-01-02 03:04:05.1", "2024-01-02 03:04:05.123456789",
        "2024-01-02 03:04:05.9999999", "2024-01-02T03:04:05Z", "2024-01-02T03:04Z", "2024-01-02T03:04:05.5+02", "2024-01-02T03:04:05-05:30", "2024-01-02T03:04:05+14:00",
        "2024-02-29", "9999-12-31T23:59:59.999999", "0001-01-01T00:00:00Z",
        "", " ", "soon", "2024-1-2", "20240102", "02/01/2024", "2024-02-30", "2023-02-29", "0000-01-01", "2024-01-02T", "2024-01-02 03", "2024-01-02 3:04", "2024-01-02 24:00",
        "2024-01-02 03:60", "2024-01-02 03:04:60", "2024-01-02 03:04:05.", "2024-01-02 03:04:05.1234567891", "2024-01-02 03:04:05,5", "2024-01-02Z", "2024-01-02 03:04 Z",
        "2024-01-02T03:04:05z", "2024-01-02t03:04:05", "2024-01-02T03:04:05+15", "2024-01-02T03:04:05+14:30", "2024-01-02T03:04:05+0200", "2024-01-02T03:04:05+02:60",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "２０２４-01-02", "2024-01-02\u00a0",
    ];

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Is_read_as_the_engine_converts_it(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        foreach (var text in target.Engine.Dialect.Prelude)
            await session.ExecuteAsync(new(text), TestContext.Current.CancellationToken);
        var items = Texts.Select((t, i) => new SelectItem(new TryConvert(new Literal.Text(t), new SqlType.Timestamp()), $"t{i}"));

        var converted = await session.QueryAsync(
            new(SqlWriter.Write(new Select { Items = [.. items] }, target.Engine.Dialect, ParameterStyle.Driver)), TestContext.Current.CancellationToken);

        Texts.Select(t => $"{t}: {InstantText.Read(Encoding.UTF8.GetBytes(t)):O}").ShouldBe(Texts.Select((t, i) => $"{t}: {(DateTime?)converted.Rows[0][i]:O}"));
    }
}
