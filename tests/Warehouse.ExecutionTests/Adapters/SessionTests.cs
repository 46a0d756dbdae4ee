using Shouldly;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using Xunit;

namespace Warehouse.ExecutionTests.Adapters;

public sealed class SessionTests
{
    private static readonly DateTime Instant = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(123456);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task The_first_and_the_last_day_are_days_and_no_infinities(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        var mark = engine == "duckdb" ? "$" : "@";

        foreach (var (day, text) in new[] { (DateOnly.MinValue, "0001-01-01"), (DateOnly.MaxValue, "9999-12-31") })
        {
            var answer = await session.QueryAsync(new($"SELECT CAST(CAST({mark}day AS date) AS varchar)", [new("day", new SqlType.Date(), day)]), TestContext.Current.CancellationToken);
            answer.Scalar.ShouldBe(text);
        }
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Reads_the_same_CLR_values_on_every_engine(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();

        var rows = await session.QueryAsync(
            new(
                """
                SELECT CAST(1 AS integer) AS a, CAST(2 AS bigint) AS b, CAST(1.50 AS decimal(18,2)) AS c, CAST(2.5 AS double precision) AS d,
                       'x' AS e, true AS f, CAST('2024-01-02' AS date) AS g, CAST('2024-01-02 03:04:05.123456' AS timestamp) AS h,
                       CAST('01:02:03.000004' AS time) AS i, CAST('00000000-0000-0000-0000-00000000000a' AS uuid) AS j, CAST(NULL AS integer) AS k,
                       CAST('2024-01-02 03:04:05+02' AS timestamp with time zone) AS l
                """),
            Stop);

        rows.Columns.ShouldBe(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
        rows.Rows.Single().ShouldBe(
        [
            1L, 2L, 1.50m, 2.5, "x", true, new DateOnly(2024, 1, 2), Instant, new TimeOnly(1, 2, 3).Add(TimeSpan.FromMicroseconds(4)),
            new Guid("00000000-0000-0000-0000-00000000000a"), null, new DateTime(2024, 1, 2, 1, 4, 5, DateTimeKind.Utc),
        ]);
        rows.Rows[0].OfType<DateTime>().ShouldAllBe(t => t.Kind == DateTimeKind.Utc);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Gives_parameters_by_name_also_to_a_statement_that_makes_a_table(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        var (mark, arguments) = (engine == "duckdb" ? '$' : '@', new SqlArgument[]
        {
            new("at", new SqlType.Timestamp(), Instant), new("id", new SqlType.Text(), "b1"), new("lo", new SqlType.Timestamp(), null), new("unused", new SqlType.Text(), "x"),
        });

        await session.ExecuteAsync(
            new($"CREATE TABLE t AS SELECT CAST({mark}at AS timestamp) AS t, CAST({mark}id AS text) AS id, CAST({mark}lo AS timestamp) AS lo, CAST({mark}id AS text) AS again", [.. arguments]), Stop);

        (await session.QueryAsync(new("SELECT * FROM t"), Stop)).Rows.Single().ShouldBe([Instant, "b1", null, "b1"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Drops_a_schema_with_all_that_is_in_it_and_none_that_is_not_there(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        foreach (var schema in new[] { "odd\"\"name", "other" })
        {
            await session.ExecuteAsync(new($"CREATE SCHEMA \"{schema}\""), Stop);
            await session.ExecuteAsync(new($"CREATE TABLE \"{schema}\".t (a integer)"), Stop);
        }

        await session.DropSchemaAsync("odd\"name", Stop);
        await session.DropSchemaAsync("nowhere", Stop);

        (await session.SchemaExistsAsync("odd\"name", Stop)).ShouldBeFalse();
        (await session.SchemaExistsAsync("other", Stop)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Says_how_many_rows_a_statement_wrote(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();

        (await session.ExecuteAsync(new("CREATE TABLE t (a integer)"), Stop)).ShouldBe(0);
        (await session.ExecuteAsync(new("INSERT INTO t VALUES (1), (2), (3)"), Stop)).ShouldBe(3);
        (await session.ExecuteAsync(new("UPDATE t SET a = 0 WHERE a > 1"), Stop)).ShouldBe(2);
        (await session.ExecuteAsync(new("DELETE FROM t WHERE a = 7"), Stop)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Shows_others_what_is_committed_and_nothing_that_is_rolled_back(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        await using var other = await target.OpenAsync();
        await session.ExecuteAsync(new("CREATE TABLE t (a integer)"), Stop);

        await session.BeginAsync(Stop);
        await session.ExecuteAsync(new("INSERT INTO t VALUES (1)"), Stop);
        (await other.QueryAsync(new("SELECT count(*) FROM t"), Stop)).Scalar.ShouldBe(0L);
        await session.CommitAsync(Stop);
        await session.BeginAsync(Stop);
        await session.ExecuteAsync(new("INSERT INTO t VALUES (2)"), Stop);
        await session.RollbackAsync();
        await session.RollbackAsync();

        (await other.QueryAsync(new("SELECT sum(a) FROM t"), Stop)).Scalar.ShouldBe(1L);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Knows_the_columns_of_a_table_in_the_words_of_the_model(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        await session.ExecuteAsync(new("CREATE SCHEMA raw"), Stop);
        await session.ExecuteAsync(
            new("CREATE TABLE raw.t (\"Id\" integer NOT NULL, n decimal(18,2), s varchar, f real, t timestamp, zoned timestamp with time zone, d date, b boolean)"), Stop);

        (await session.SchemaExistsAsync("raw", Stop)).ShouldBeTrue();
        (await session.SchemaExistsAsync("rare", Stop)).ShouldBeFalse();
        (await session.ColumnsAsync(new("raw", "missing"), Stop)).ShouldBeEmpty();
        (await session.ColumnsAsync(new("raw", "t"), Stop)).ShouldBe(
        [
            new("Id", DataType.Int64, false), new("n", new DataType.Decimal(18, 2), true), new("s", DataType.String, true), new("f", null, true),
            new("t", DataType.Instant, true), new("zoned", null, true), new("d", DataType.Day, true), new("b", DataType.Bool, true),
        ]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Tells_a_missing_table_from_a_statement_that_is_wrong(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();

        (await FailureAsync(session, "SELECT * FROM nowhere")).ShouldBe(EngineFailure.TableMissing);
        (await FailureAsync(session, "SELECT * FROM nowhere.t")).ShouldBe(EngineFailure.TableMissing);
        (await FailureAsync(session, "SELECT CAST('x' AS integer)")).ShouldBe(EngineFailure.Statement);
        (await FailureAsync(session, "SELEC 1")).ShouldBe(EngineFailure.Statement);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Stops_a_statement_that_is_cancelled_and_can_go_on(string engine)
    {
        await using var target = EngineUnderTest.Create(engine);
        await using var session = await target.OpenAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(session.QueryAsync(
            new(engine == "duckdb" ? "SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3" : "SELECT pg_sleep(60)"), cancel.Token));

        (await session.QueryAsync(new("SELECT 1"), Stop)).Scalar.ShouldBe(1L);
    }

    [Fact]
    public async Task Postgres_gives_up_a_lock_after_the_lock_timeout()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await using var impatient = target.With(s => s with { LockTimeout = TimeSpan.FromMilliseconds(100) });
        await using var holder = await target.OpenAsync();
        await using var waiting = await impatient.OpenAsync(Stop);
        await holder.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS a"), Stop);
        await holder.BeginAsync(Stop);
        await holder.ExecuteAsync(new("UPDATE t SET a = 2"), Stop);

        await waiting.BeginAsync(Stop);
        (await FailureAsync(waiting, "UPDATE t SET a = 3")).ShouldBe(EngineFailure.LockHeld);
    }

    [Theory]
    [InlineData("postgres", "SELECT pg_sleep(60)")]
    [InlineData("duckdb", "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7")]
    public async Task A_statement_is_stopped_after_the_statement_timeout(string engine, string endless)
    {
        await using var target = EngineUnderTest.CreateInMemory(engine);
        await using var impatient = target.With(s => s with { StatementTimeout = TimeSpan.FromMilliseconds(100) });
        await using var session = await impatient.OpenAsync(Stop);

        (await FailureAsync(session, endless)).ShouldBe(EngineFailure.TimedOut);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_known_as_lost()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await using var session = await target.OpenAsync();
        await using var other = await target.OpenAsync();
        var process = (await session.QueryAsync(new("SELECT pg_backend_pid()"), Stop)).Scalar;
        await session.BeginAsync(Stop);
        await other.ExecuteAsync(new($"SELECT pg_terminate_backend({process})"), Stop);

        (await FailureAsync(session, "SELECT 1")).ShouldBe(EngineFailure.ConnectionLost);
        await session.RollbackAsync();
    }

    [Fact]
    public async Task Two_transactions_of_one_process_that_meet_on_a_row_of_DuckDB_may_be_tried_again()
    {
        await using var target = EngineUnderTest.Create("duckdb");
        await using var first = await target.OpenAsync();
        await using var second = await target.OpenAsync();
        await first.ExecuteAsync(new("CREATE TABLE t AS SELECT 1 AS a"), Stop);
        await first.BeginAsync(Stop);
        await second.BeginAsync(Stop);
        await first.ExecuteAsync(new("UPDATE t SET a = 2"), Stop);

        (await FailureAsync(second, "UPDATE t SET a = 3")).ShouldBe(EngineFailure.Transient);
    }

    private static async Task<EngineFailure> FailureAsync(IWarehouseSession session, string sql) =>
        (await Should.ThrowAsync<EngineException>(session.QueryAsync(new(sql), TestContext.Current.CancellationToken))).Failure;
}
