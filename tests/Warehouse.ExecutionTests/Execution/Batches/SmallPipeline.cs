using System.Collections.Immutable;
using System.Text;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using Aggregate = Warehouse.Sql.Tree.Aggregate;
using Warehouse.Sql.Writing;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Batches;

/// <summary>A pipeline written by hand: a file's rows are numbers; those that are none are rejected, the others are put into `mart.numbers`.</summary>
internal sealed class SmallPipeline
{
    public static readonly DateTime Day = new(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    public static readonly Guid Id = new("11111111-1111-5111-8111-111111111111");

    private static readonly TableName Landing = new("_warehouse", "landing_numbers");
    private static readonly TableName Staging = new("_warehouse", "stage_numbers");
    private static readonly TableName Numbers = new("mart", "numbers");

    public ImmutableArray<LoadStep> Guards { get; init; } = [];

    public ImmutableArray<LoadStep> AfterStaging { get; init; } = [];

    public ImmutableArray<LoadStep> BeforeLedger { get; init; } = [];

    public string Rows { get; init; } = "1\n2\nx\n";

    public static async Task CreateAsync(EngineUnderTest target)
    {
        await using var session = await target.OpenAsync();
        foreach (var text in target.Engine.Dialect.Prelude)
            await session.ExecuteAsync(new(text), TestContext.Current.CancellationToken);
        foreach (var step in SchemaCompiler.State())
            await RunAsync(target, session, step.Statement);
        await RunAsync(target, session, new CreateSchema("mart"));
        await RunAsync(target, session, new CreateTable(Numbers, [new("n", new SqlType.Integer()), new("batch_id", new SqlType.Text())]));
    }

    public static async Task RunAsync(EngineUnderTest target, IWarehouseSession session, Statement statement)
    {
        foreach (var text in SqlWriter.WriteEach(statement, target.Engine.Dialect, ParameterStyle.Driver))
            await session.ExecuteAsync(new(text), TestContext.Current.CancellationToken);
    }

    public static BatchRunner Runner(EngineUnderTest target, BatchOptions? options = null) =>
        new(target.Sessions, target.Engine.Dialect, TimeProvider.System, options ?? new() { LockTimeout = TimeSpan.FromSeconds(10) });

    /// <summary>What a query of one column yields.</summary>
    public static async Task<IReadOnlyList<object?>> AskAsync(EngineUnderTest target, string sql)
    {
        await using var session = await target.OpenAsync();
        return [.. (await session.QueryAsync(new(sql), TestContext.Current.CancellationToken)).Rows.Select(r => r[0])];
    }

    /// <summary>The tables that a batch makes for itself.</summary>
    public static async Task<int> LeftoversAsync(EngineUnderTest target)
    {
        await using var session = await target.OpenAsync();
        var stop = TestContext.Current.CancellationToken;
        return (await session.ColumnsAsync(Landing, stop)).Length + (await session.ColumnsAsync(Staging, stop)).Length;
    }

    public Batch Batch(string? name = null) => new()
    {
        BatchId = Id,
        BatchAt = Day,
        ModelHash = "model",
        FileHash = "hash",
        File = new(name ?? "numbers.csv", "", () => new MemoryStream(Encoding.UTF8.GetBytes("n\n" + Rows)), FileFormat.Csv, CsvFormat.Standard, ["n"]),
        Script = new()
        {
            Pipeline = "numbers",
            Landing = Landing,
            StagingTables = [Staging],
            Fences = ["numbers"],
            Stage = [new("Convert the rows", new CreateTableAs(Staging, Staged, TableLifetime.Staging)), .. AfterStaging],
            Apply = [.. Guards, new("Keep rejected rows", KeepRejected), new("Put the numbers in", PutIn), .. BeforeLedger, new("Record the batch", Record) { ExpectedRows = 1 }],
        },
    };

    public static Warehouse.Sql.Tree.Assert Never(string code) => new(code, "there is a number", new Select { Items = [Item("s", "n")], From = new TableRelation(Staging, "s"), Where = new IsNull(Column("s", "n"), Negated: true) });

    public static Insert RecordTwice => Record;

    private static Select Staged => new()
    {
        Items = [new(new TryConvert(Column("l", "n"), new SqlType.Integer()), "n"), Item("l", "n", "raw")],
        From = new TableRelation(Landing, "l"),
    };

    private static Insert KeepRejected => new(
        new(StateTables.Schema, StateTables.RejectedRow.Name),
        ["batch_id", "target", "source", "code", "reason", "payload"],
        new Select
        {
            Items =
            [
                new(BatchParameters.BatchId, "batch_id"), new(new Literal.Text("numbers"), "target"), new(new Literal.Text("files"), "source"),
                new(new Literal.Text("unconvertible"), "code"), new(new Literal.Text("no number"), "reason"), new(new RowAsJson("s", []), "payload"),
            ],
            From = new TableRelation(Staging, "s"),
            Where = new IsNull(Column("s", "n")),
        });

    private static Insert PutIn => new(Numbers, ["n", "batch_id"], new Select
    {
        Items = [Item("s", "n"), new(BatchParameters.BatchId, "batch_id")],
        From = new TableRelation(Staging, "s"),
        Where = new IsNull(Column("s", "n"), Negated: true),
    });

    private static Insert Record
    {
        get
        {
            var values = new (string Name, SqlExpression Value)[]
            {
                ("batch_id", BatchParameters.BatchId), ("pipeline", new Literal.Text("numbers")), ("model_hash", BatchParameters.ModelHash),
                ("source", new Literal.Text("files")), ("batch_at", BatchParameters.BatchAt), ("mode", BatchParameters.Mode), ("status", new Literal.Text("committed")),
                ("started_at", BatchParameters.StartedAt), ("committed_at", BatchParameters.CommittedAt),
            };
            var counts = LoadCounts.Names.Select(n => (Name: n, Value: n switch
            {
                LoadCounts.Read => Count(null),
                LoadCounts.Rejected => Count(new IsNull(Column("s", "n"))),
                LoadCounts.Inserted => Count(new IsNull(Column("s", "n"), Negated: true)),
                _ => new Literal.Integer(0),
            }));
            var all = values.Concat(counts).ToList();
            return new(new(StateTables.Schema, StateTables.Batch.Name), [.. all.Select(v => v.Name)], new Select { Items = [.. all.Select(v => new SelectItem(v.Value, v.Name))] });
        }
    }

    private static SqlExpression Count(SqlExpression? where) =>
        new ScalarSubquery(new Select { Items = [new(new Aggregate(AggregateFunction.Count, null), "found")], From = new TableRelation(Staging, "s"), Where = where });

    private static ColumnReference Column(string relation, string name) => new(relation, name);

    private static SelectItem Item(string relation, string name, string? alias = null) => new(Column(relation, name), alias ?? name);
}
