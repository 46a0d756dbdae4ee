using Shouldly;
using Warehouse.TestEngines.Snowflake;
using Xunit;

namespace Warehouse.DialectTests.Judges;

public sealed class SnowflakeJudgeTests : IDisposable
{
    private readonly SnowflakeJudge _judge = new();

    public SnowflakeJudgeTests() => _judge.Execute(
        """
        CREATE SCHEMA dw;
        CREATE TABLE dw.customer (id NUMBER(38, 0) NOT NULL, name VARCHAR(100), credit NUMBER(18, 2), seen TIMESTAMP_NTZ(6) COMMENT 'it''s seen') COMMENT = 'members';
        INSERT INTO dw.customer VALUES (1, 'Zoë', 1.50, '2024-02-29 12:00:00'), (2, NULL, NULL, NULL);
        """);

    [Theory]
    [InlineData("IFF(1 > 0, 'yes', 'no')", "yes")]
    [InlineData("NVL(NULL, 'x')", "x")]
    [InlineData("DATEADD(month, 1, TO_DATE('2024-01-31'))", "2024-02-29 00:00:00")]
    [InlineData("'it\\'s a \\\\'", "it's a \\")]
    [InlineData("CAST(12.345 AS NUMBER(10, 2))", "12.35")]
    [InlineData("SHA2('a', 256)", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")]
    public void Evaluates_expressions_of_Snowflake(string expression, string expected) => _judge.Values(expression).ShouldBe([expected]);

    [Fact]
    public void Executes_a_merge()
    {
        _judge.Execute(
            """
            MERGE INTO dw.customer AS t USING (SELECT 1 AS id, 'Zoé' AS name UNION ALL SELECT 3, 'Bob') AS s ON t.id = s.id
            WHEN MATCHED AND t.name IS DISTINCT FROM s.name THEN UPDATE SET name = s.name
            WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)
            """);

        _judge.Query("SELECT id, name, credit, seen FROM dw.customer QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY name) = 1 ORDER BY id").Lines.ShouldBe(
        [
            "1 | Zoé | 1.5 | 2024-02-29 12:00:00",
            "2 | NULL | NULL | NULL",
            "3 | Bob | NULL | NULL",
        ]);
    }

    [Theory]
    [InlineData("SELEC name FROM dw.customer", "Parse error")]
    [InlineData("SELECT nam FROM dw.customer", "\"nam\" not found")]
    [InlineData("SELECT name FROM dw.product", "product does not exist")]
    [InlineData("SELECT name + 1 FROM dw.customer", "No function matches")]
    [InlineData("SELECT NO_SUCH_FUNCTION(name) FROM dw.customer", "no_such_function")]
    [InlineData("CREATE TABLE dw.t (a NUMBER(38, 0) AUTOINCREMENT)", "drops AUTOINCREMENT")]
    [InlineData("INSERT INTO dw.customer (id) VALUES ('one')", "Could not convert string")]
    [InlineData("INSERT INTO dw.customer (id) VALUES (NULL)", "NOT NULL constraint failed")]
    public void Rejects_what_cannot_run(string sql, string reason) => _judge.Judge(sql).ShouldBeRejected(reason);

    [Fact]
    public void Accepts_what_runs() => _judge.Judge("CREATE OR REPLACE VIEW dw.v AS SELECT name AS n FROM dw.customer").ShouldBeAccepted();

    public void Dispose() => _judge.Dispose();
}
