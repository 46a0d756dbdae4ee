using Npgsql;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.Results;
using Xunit;

namespace Warehouse.DialectTests.Expressions;

public sealed class PortableExpressionTests(ExpressionEngines engines) : IClassFixture<ExpressionEngines>
{
    public static TheoryData<string> Names => [.. ExpressionCases.All.Select(@case => @case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_stated_value_on_DuckDB(string name)
    {
        var @case = ExpressionCases.ByName[name];
        var sql = SqlWriter.Write(@case.Query, Dialects.DuckDb, ParameterStyle.Driver);
        @case.ShouldBe(ResultSet.Query(engines.DuckDb, sql), sql);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_stated_value_on_Postgres(string name)
    {
        var @case = ExpressionCases.ByName[name];
        var sql = SqlWriter.Write(@case.Query, Dialects.Postgres, ParameterStyle.Driver);
        @case.ShouldBe(ResultSet.Query(engines.Postgres, sql), sql);
    }
}
