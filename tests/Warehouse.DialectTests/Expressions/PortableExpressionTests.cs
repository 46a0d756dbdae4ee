using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;
using Xunit;

namespace Warehouse.DialectTests.Expressions;

public sealed class PortableExpressionTests(ExpressionEngines engines) : IClassFixture<ExpressionEngines>
{
    public static TheoryData<string, string> Cases =>
        [.. Dialects.All.SelectMany(dialect => ExpressionCases.All.Select(@case => (dialect.Name, @case.Name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Has_the_stated_value_on_every_engine(string engine, string name)
    {
        var @case = ExpressionCases.ByName[name];
        var sql = SqlWriter.Write(@case.Query, Dialects.Find(engine)!, ParameterStyle.Driver);
        if (engines.DiffersInTranslation(engine, name) is { } reason)
        {
            Assert.Skip(reason);
        }

        if (engines.Query(engine, sql) is { } result)
        {
            @case.ShouldBe(result, sql);
        }
    }
}
