using Shouldly;
using Warehouse.TestEngines.GoogleSql;
using Xunit;

namespace Warehouse.DialectTests.Judges;

public sealed class GoogleSqlJudgeTests
{
    private static readonly GoogleSqlCatalog Catalog = GoogleSqlCatalog.Of(
        GoogleSqlTable.Of("dw.dim_customer", "customer_key INT64", "name STRING", "credit NUMERIC", "valid_from TIMESTAMP", "is_current BOOL"),
        GoogleSqlTable.Of("staging.customer", "customer_key INT64", "name STRING", "payload STRUCT<tags ARRAY<STRING>, seen DATE>"));

    [Theory]
    [InlineData("SELECT `name` FROM `dw`.`dim_customer` AS c WHERE c.is_current")]
    [InlineData("SELECT s.payload.tags[SAFE_OFFSET(0)], DATE_ADD(s.payload.seen, INTERVAL 1 MONTH) FROM staging.customer AS s")]
    [InlineData("SELECT name FROM dw.dim_customer QUALIFY ROW_NUMBER() OVER (PARTITION BY name ORDER BY valid_from DESC) = 1")]
    [InlineData("INSERT INTO dw.dim_customer (customer_key, name) SELECT customer_key, name FROM staging.customer")]
    [InlineData("UPDATE dw.dim_customer AS t SET name = s.name FROM staging.customer AS s WHERE t.customer_key = s.customer_key")]
    [InlineData("DELETE FROM dw.dim_customer WHERE customer_key NOT IN (SELECT customer_key FROM staging.customer)")]
    [InlineData("""
        MERGE dw.dim_customer AS t USING staging.customer AS s ON t.customer_key = s.customer_key
        WHEN MATCHED AND t.name IS DISTINCT FROM s.name THEN UPDATE SET name = s.name
        WHEN NOT MATCHED THEN INSERT (customer_key, name) VALUES (s.customer_key, s.name)
        WHEN NOT MATCHED BY SOURCE THEN DELETE
        """)]
    [InlineData("""
        CREATE TABLE IF NOT EXISTS dw.fact_sale (sale_key INT64 NOT NULL OPTIONS (description = 'grain'), amount NUMERIC(18, 2) DEFAULT 0 NOT NULL,
          sold_on DATE, PRIMARY KEY (sale_key) NOT ENFORCED)
        PARTITION BY DATE_TRUNC(sold_on, MONTH) CLUSTER BY sale_key OPTIONS (description = 'sales', labels = [('team', 'dw')])
        """)]
    [InlineData("ALTER TABLE dw.dim_customer ADD COLUMN IF NOT EXISTS email STRING, ADD COLUMN phone STRING(20)")]
    [InlineData("ALTER TABLE dw.dim_customer ALTER COLUMN credit SET DATA TYPE BIGNUMERIC")]
    [InlineData("CREATE OR REPLACE VIEW dw.customer AS SELECT name FROM dw.dim_customer WHERE is_current")]
    [InlineData("CREATE SCHEMA IF NOT EXISTS dw OPTIONS (location = 'EU')")]
    [InlineData("BEGIN TRANSACTION")]
    public void Accepts_BigQuery_statements(string sql) => GoogleSqlJudge.Analyze(sql, Catalog).ShouldBeAccepted();

    [Theory]
    [InlineData("SELEC name FROM dw.dim_customer", "Syntax error")]
    [InlineData("SELECT nam FROM dw.dim_customer", "Unrecognized name: nam")]
    [InlineData("SELECT name FROM dw.dim_product", "Table not found: dw.dim_product")]
    [InlineData("SELECT name FROM dim_customer", "Table not found: dim_customer")]
    [InlineData("SELECT name + 1 FROM dw.dim_customer", "No matching signature for operator +")]
    [InlineData("SELECT NO_SUCH_FUNCTION(name) FROM dw.dim_customer", "Function not found: NO_SUCH_FUNCTION")]
    [InlineData("SELECT qualify FROM (SELECT 1 AS qualify)", "QUALIFY")]
    [InlineData("SELECT CAST(name AS DOUBLE) FROM dw.dim_customer", "Type not found: DOUBLE")]
    [InlineData("INSERT INTO dw.dim_customer (customer_key) VALUES ('one')", "cannot be inserted")]
    [InlineData("UPDATE dw.dim_customer SET is_current = 1 WHERE TRUE", "cannot be assigned")]
    [InlineData("UPDATE dw.dim_customer SET name = 'x'", "WHERE")]
    [InlineData("CREATE TABLE dw.t (a INT64) OPTIONS (descripton = 'x')", "Unknown option: descripton")]
    [InlineData("CREATE TABLE dw.t (a INT64) OPTIONS (description = 1)", "expected type STRING")]
    [InlineData("CREATE TABLE dw.t (a VARCHAR(10))", "Type not found: VARCHAR")]
    [InlineData("CREATE TABLE dw.t (a INT64) PARTITION BY b", "Unrecognized name: b")]
    [InlineData("ALTER TABLE dw.dim_customer ALTER COLUMN no_such SET DATA TYPE STRING", "no_such")]
    [InlineData("DECLARE x INT64; SELECT x", "Syntax error")]
    public void Rejects_what_BigQuery_rejects(string sql, string reason) => GoogleSqlJudge.Analyze(sql, Catalog).ShouldBeRejected(reason);

    [Fact]
    public void Parameters_are_declared_and_typed()
    {
        const string sql = "SELECT name FROM dw.dim_customer WHERE customer_key = @key";

        GoogleSqlJudge.Analyze(sql, Catalog, new GoogleSqlParameter("key", "INT64")).ShouldBeAccepted();
        GoogleSqlJudge.Analyze(sql, Catalog, new GoogleSqlParameter("key", "STRING")).ShouldBeRejected("No matching signature for operator =");
        GoogleSqlJudge.Analyze(sql, Catalog).ShouldBeRejected("Query parameter 'key' not found");
    }

    [Fact]
    public void A_created_table_and_a_view_of_it_join_the_catalogue()
    {
        var catalog = GoogleSqlJudge.Declare(
            "CREATE TABLE `dw`.`t` (id INT64 NOT NULL, amount NUMERIC(10, 2), tags ARRAY<STRUCT<name STRING, seen DATE>>, PRIMARY KEY (id) NOT ENFORCED)",
            GoogleSqlCatalog.Empty);
        catalog = GoogleSqlJudge.Declare("CREATE VIEW dw.v AS SELECT id AS key, tags FROM dw.t", catalog);

        catalog["dw.t"].PrimaryKey.ShouldBe(["id"]);
        catalog["dw.t"].Columns.ShouldBe([new("id", "INT64"), new("amount", "NUMERIC"), new("tags", "ARRAY<STRUCT<name STRING, seen DATE>>")]);
        catalog["dw.v"].Columns.ShouldBe([new("key", "INT64"), new("tags", "ARRAY<STRUCT<name STRING, seen DATE>>")]);
        Should.Throw<GoogleSqlException>(() => GoogleSqlJudge.Declare("CREATE VIEW dw.w AS SELECT amounts FROM dw.t", catalog)).Reason.ShouldContain("amounts");
    }

    [Theory]
    [InlineData("DECLARE rows_changed INT64; IF rows_changed > 0 THEN SELECT ERROR('x'); END IF;")]
    [InlineData("BEGIN BEGIN TRANSACTION; INSERT INTO t (a) VALUES (1); COMMIT TRANSACTION; EXCEPTION WHEN ERROR THEN ROLLBACK TRANSACTION; RAISE; END;")]
    public void Accepts_scripts(string sql) => GoogleSqlJudge.ParseScript(sql).ShouldBeAccepted();

    [Theory]
    [InlineData("DECLARE a INT64 IF", "Syntax error")]
    [InlineData("BEGIN TRANSACTION; INSERT INTO t (a) VALUES (1; COMMIT TRANSACTION;", "Syntax error")]
    [InlineData("IF TRUE THEN SELECT 1;", "Syntax error")]
    public void Rejects_scripts_with_a_syntax_error(string sql, string reason) => GoogleSqlJudge.ParseScript(sql).ShouldBeRejected(reason);
}
