using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>What keeps two loads of one pipeline apart: a row of its own, which every batch updates first.</summary>
public static class Fence
{
    private const string Alias = "l";

    private static readonly TableName Table = StateTables.Lock.ToTable();

    /// <summary>Gives a pipeline its fence where it has none.</summary>
    public static LoadStep Ensure(string pipeline) => new($"Give {pipeline} its fence", new Insert(Table, ["pipeline", "fence"], new Select
    {
        Items = [Text(pipeline).As("pipeline"), Int(0).As("fence")],
        Where = new Exists(Find(pipeline), Negated: true),
    }));

    /// <summary>Blocks or cancels a rival on every engine, where an INSERT or a primary key would not.</summary>
    public static LoadStep Take(string pipeline) => new(
        $"Take the fence of {pipeline}: it blocks or cancels a rival",
        new Update(Table, Alias, [new("fence", Plus(Col(Alias, "fence"), Int(1)))]) { Where = IsOf(pipeline) })
    {
        ExpectedRows = 1,
    };

    /// <summary>Nobody has loaded the pipeline since its fence was read; who has is a rival.</summary>
    public static LoadStep Expect(string pipeline, long fence) => new(
        $"Nobody has loaded {pipeline} meanwhile",
        new Update(Table, Alias, [new("fence", Col(Alias, "fence"))]) { Where = And(IsOf(pipeline), Eq(Col(Alias, "fence"), Int(fence))) })
    {
        ExpectedRows = 1,
    };

    /// <summary>The fences of all pipelines.</summary>
    public static Select All { get; } = new()
    {
        Items = [Col(Alias, "pipeline").As("pipeline"), Col(Alias, "fence").As("fence")],
        From = new TableRelation(Table, Alias),
    };

    /// <summary>One row where the pipeline has its fence.</summary>
    public static Select Find(string pipeline) => new()
    {
        Items = [Int(1).As("found")],
        From = new TableRelation(Table, Alias),
        Where = IsOf(pipeline),
    };

    private static SqlExpression IsOf(string pipeline) => Eq(Col(Alias, "pipeline"), Text(pipeline));
}
