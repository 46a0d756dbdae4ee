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

    /// <summary>One row where the pipeline has its fence.</summary>
    public static Select Find(string pipeline) => new()
    {
        Items = [Int(1).As("found")],
        From = new TableRelation(Table, Alias),
        Where = IsOf(pipeline),
    };

    private static SqlExpression IsOf(string pipeline) => Eq(Col(Alias, "pipeline"), Text(pipeline));
}
