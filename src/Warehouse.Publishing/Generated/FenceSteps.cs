using Warehouse.Compilation.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Publishing.Generated;

/// <summary>What keeps two loads of one pipeline apart in a script.</summary>
internal static class FenceSteps
{
    private const string Alias = "l";

    private static readonly TableName Table = new(StateTables.Lock.Schema, StateTables.Lock.Name);

    public static LoadStep Ensure(string pipeline) => new($"Give {pipeline} its fence", new Insert(Table, ["pipeline", "fence"], new Select
    {
        Items = [new(new Literal.Text(pipeline), "pipeline"), new(new Literal.Integer(0), "fence")],
        Where = new Exists(
            new Select { Items = [new(new Literal.Integer(1), "found")], From = new TableRelation(Table, Alias), Where = IsOf(pipeline) },
            Negated: true),
    }));

    public static LoadStep Take(string pipeline) => new(
        $"Take the fence of {pipeline}: it blocks or cancels a rival",
        new Update(Table, Alias, [new("fence", new Binary(BinaryOperator.Add, new ColumnReference(Alias, "fence"), new Literal.Integer(1)))]) { Where = IsOf(pipeline) })
    {
        ExpectedRows = 1,
    };

    private static Binary IsOf(string pipeline) => new(BinaryOperator.Equal, new ColumnReference(Alias, "pipeline"), new Literal.Text(pipeline));
}
