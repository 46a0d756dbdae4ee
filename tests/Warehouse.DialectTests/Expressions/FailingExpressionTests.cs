using System.Data.Common;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.Results;
using Xunit;

namespace Warehouse.DialectTests.Expressions;

/// <summary>What has no value stops the statement on every engine, rather than to become NULL or another number.</summary>
public sealed class FailingExpressionTests(ExpressionEngines engines) : IClassFixture<ExpressionEngines>
{
    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, ExpressionCase> Cases { get; } = new ExpressionCase[]
    {
        new("cast(s as integer)", "fails", ("s", "4.2")),
        new("cast(s as integer)", "fails", ("s", "")),
        new("cast(s as decimal(4,2))", "fails", ("s", "123.4")),
        new("cast(s as float)", "fails", ("s", "one")),
        new("cast(s as boolean)", "fails", ("s", "maybe")),
        new("cast(s as date)", "fails", ("s", "2023-02-29")),
        new("cast(s as timestamp)", "fails", ("s", "2024-02-29 25:00")),
        new("i + 1", "fails", ("i", long.MaxValue)),
        new("i * 2", "fails", ("i", long.MaxValue)),
        new("cast(f as integer)", "fails", ("f", 1e300)),
        new("cast(f as decimal(18,2))", "fails", ("f", 1e17)),
        new("cast(d as decimal(4,2))", "fails", ("d", 123.45m)),
    }.ToDictionary(@case => @case.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Stops_the_statement_on_DuckDB(string name) => Stops(engines.DuckDb, Dialects.DuckDb, Cases[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Stops_the_statement_on_Postgres(string name) => Stops(engines.Postgres, Dialects.Postgres, Cases[name]);

    private static void Stops(DbConnection connection, Dialect dialect, ExpressionCase @case) =>
        Should.Throw<DbException>(() => ResultSet.Query(connection, SqlWriter.Write(@case.Query, dialect, ParameterStyle.Driver)));
}
