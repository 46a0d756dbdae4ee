using Shouldly;
using Warehouse.Execution;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

public sealed class ParquetLandingTests
{
    [Fact]
    public async Task Writes_every_type_as_the_same_text_on_every_engine()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of(
            """
            SELECT * FROM (VALUES
              (1::BIGINT, 1::INTEGER, 1.50::DECIMAL(18,2), 0.1::DOUBLE, 'é,"x"', true, DATE '2024-02-29', TIMESTAMP '2024-01-02 03:04:05.12', TIMESTAMPTZ '2024-01-02 03:04:05+00', ''),
              (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
              (-9223372036854775808, -1, -0.05, 1e20, '', false, DATE '0001-01-01', TIMESTAMP '2024-01-02 00:00:00', TIMESTAMPTZ '2024-06-02 03:04:05+02', 'z'),
              (7, 8, 100.00, 123456789012345680.0, 'a', true, DATE '9999-12-31', TIMESTAMP '1900-01-01 00:00:00.000001', NULL, 'z'),
              (7, 8, 100.00, 1e15, 'a', true, DATE '9999-12-31', TIMESTAMP '1900-01-01 00:00:00.5', NULL, 'z'),
              (7, 8, 100.00, 0.00001, 'a', true, DATE '9999-12-31', TIMESTAMP '1900-01-01 00:00:00.5', NULL, 'z'),
              (7, 8, 100.00, -2.0, 'a', true, DATE '9999-12-31', TIMESTAMP '1900-01-01 00:00:00.5', NULL, 'z')
            ) AS v (big, small, money, real, text, flag, day, t, zoned, empty)
            """));

        var rows = await file.OnBothAsync();

        rows[0].ShouldBe(["big", "small", "money", "real", "text", "flag", "day", "t", "zoned", "empty"]);
        rows[1].ShouldBe(["1", "1", "1.50", "0.1", "é,\"x\"", "true", "2024-02-29", "2024-01-02 03:04:05.12", "2024-01-02 03:04:05", ""]);
        rows[2].ShouldAllBe(v => v == null);
        rows[3].ShouldBe(["-9223372036854775808", "-1", "-0.05", "1e+20", "", "false", "0001-01-01", "2024-01-02 00:00:00", "2024-06-02 01:04:05", "z"]);
    }

    [Fact]
    public async Task Writes_rarer_types_as_the_same_text_too()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of(
            """
            SELECT TIME '01:02:03.5' AS clock, UUID '00000000-0000-0000-0000-00000000000a' AS id, 'ab'::BLOB AS bytes, 0.1::FLOAT AS small, 3::UTINYINT AS tiny,
                   1.5::DECIMAL(30,10) AS wide, TIMESTAMP_S '2024-01-02 03:04:05' AS second, 18446744073709551615::UBIGINT AS large
            """));

        (await file.OnBothAsync())[1].ShouldBe(["01:02:03.5", "00000000-0000-0000-0000-00000000000a", "6162", "0.1", "3", "1.5000000000", "2024-01-02 03:04:05", "18446744073709551615"]);
    }

    [Fact]
    public async Task Writes_what_is_beyond_other_types_as_it_is()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of(
            """
            SELECT * FROM (VALUES
              ('infinity'::TIMESTAMP, DATE 'infinity', '-infinity'::TIMESTAMPTZ, TIMESTAMP_NS '1969-12-31 23:59:59.123456789', TIMESTAMP_MS '1969-12-31 23:59:59.123', TIME '24:00:00', 1234567890123456789012345678.9::DECIMAL(38,10), 'nan'::DOUBLE, TIMETZ '10:00:00+02'),
              ('-infinity', '-infinity', '294246-01-01 00:00:00+00', '1677-09-22 00:00:00.000000001', '0044-03-15 (BC) 01:02:03', '00:00:00.000001', -0.0000000001, '-infinity', '00:00:00.5+00'),
              ('0044-03-15 (BC) 00:00:00.25', '0001-12-31 (BC)', '10000-01-01 00:00:00+00', '2262-04-11 00:00:00.999999999', 'infinity', '23:59:59.999999', 0, 'infinity', NULL),
              ('0000-01-01', '5874897-12-31', '1582-10-10 00:00:00+00', NULL, '2000-02-29 00:00:00', NULL, -9999999999999999999999999999.9999999999, -0.0, NULL)
            ) AS v (t, d, z, ns, ms, clock, wide, real, zoned)
            """));

        var rows = await file.OnBothAsync();

        rows[1].ShouldBe(["infinity", "infinity", "-infinity", "1969-12-31 23:59:59.123456", "1969-12-31 23:59:59.123", "24:00:00", "1234567890123456789012345678.9000000000", "nan", "08:00:00"]);
        rows[2][1].ShouldBe("-infinity");
        rows[3].Take(3).ShouldBe(["0044-03-15 (BC) 00:00:00.25", "0001-12-31 (BC)", "10000-01-01 00:00:00"]);
    }

    [Theory]
    [InlineData("INTERVAL 1 MONTH", "`a.parquet`: the column `v` has a type without a text")]
    [InlineData("{'a': 1}", "`a.parquet`: the column `v` is nested")]
    [InlineData("MAP {'a': 1}", "`a.parquet`: the column `v` is nested")]
    [InlineData("'a' || chr(0) || 'b'", "`a.parquet`: the column `v` holds a NUL character, which is no text")]
    public async Task A_column_that_is_no_text_is_refused(string value, string message)
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of($"SELECT 1 AS id, {value} AS v"));

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.InvalidParquet);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Keeps_the_order_of_rows_over_row_groups()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of("SELECT range AS n FROM range(300000)"));

        var rows = await file.OnBothAsync();

        rows.Count.ShouldBe(300_001);
        rows[300_000].ShouldBe(["299999"]);
    }

    [Fact]
    public async Task What_is_no_Parquet_is_refused()
    {
        using var file = new LandedFile("a.parquet", "id,name\n1,x\n");

        (await file.OnErrorRulesAsync()).ShouldAllBe(rule => rule == ExecutionRules.InvalidParquet);
    }

    [Fact]
    public async Task A_nested_column_is_refused()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of("SELECT 1 AS id, [1, 2] AS items"));

        (await file.ErrorOnBothAsync()).Message.ShouldBe("`a.parquet`: the column `items` is nested");
    }

    [Fact]
    public async Task A_column_that_the_model_reads_has_to_be_there()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of("SELECT 1 AS id"), reads: ["id", "name"]);

        (await file.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
    }

    [Theory]
    [InlineData("uncompressed")]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("brotli")]
    [InlineData("lz4_raw")]
    public async Task Is_read_however_its_columns_are_packed(string codec)
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of("SELECT range AS n, 'row ' || range AS name, range / 3 AS third FROM range(5000)", $"CODEC '{codec}'"));

        var rows = await file.OnBothAsync();

        rows.Count.ShouldBe(5001);
        rows[2].ShouldBe(["1", "row 1", "0.3333333333333333"]);
    }
}
