using Shouldly;
using Warehouse.TestEngines.TSql;
using Xunit;

namespace Warehouse.DialectTests.Judges;

public sealed class TSqlJudgeTests
{
    [Theory]
    [InlineData("SELECT TOP (1) [name] FROM [dw].[customer] AS c WHERE EXISTS (SELECT c.a EXCEPT SELECT c.b);")]
    [InlineData("CREATE TABLE [dw].[t] ([a] BIGINT IDENTITY(1, 1) NOT NULL, [b] NVARCHAR(MAX) NULL, CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([a]));\nGO\nSELECT 1;")]
    [InlineData("MERGE dw.t WITH (HOLDLOCK) AS t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b WHEN NOT MATCHED BY SOURCE THEN DELETE;")]
    [InlineData("SET XACT_ABORT ON; BEGIN TRY BEGIN TRANSACTION; COMMIT; END TRY BEGIN CATCH IF @@TRANCOUNT > 0 ROLLBACK; THROW; END CATCH;")]
    [InlineData("EXEC dw.load;")]
    [InlineData("SELECT DATETRUNC(month, d), GREATEST(a, b) FROM t WHERE a IS NOT DISTINCT FROM b;")]
    public void Accepts_scripts_of_SQL_Server(string sql) => TSqlJudge.Parse(sql).ShouldBeAccepted();

    [Theory]
    [InlineData("SELEC 1", "SELEC is called without EXECUTE")]
    [InlineData("SELECT a FROM t LIMIT 1", "Incorrect syntax near 'LIMIT'")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a INT)", "Incorrect syntax near 'IF'")]
    [InlineData("MERGE t USING s ON t.a = s.a WHEN MATCHED THEN DELETE", "semi-colon")]
    [InlineData("SELECT DATE '2024-01-01'; SELECT FROM;", "Incorrect syntax")]
    public void Rejects_syntax_errors(string sql, string reason) => TSqlJudge.Parse(sql).ShouldBeRejected(reason);

    [Fact]
    public void Names_line_and_column_of_every_error() =>
        TSqlJudge.Parse("SELECT 1;\nGO\nSELECT 1 1;").Errors.ShouldBe(["Incorrect syntax near '1'. [at 3:8]"]);
}
