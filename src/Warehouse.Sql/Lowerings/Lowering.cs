using System.Collections.Immutable;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>A named rewrite of a statement into what the dialect can say: one statement, several, or none where the engine has no such thing.</summary>
public sealed record Lowering(string Name, Func<Statement, Dialect, ImmutableArray<Statement>> Apply)
{
    internal static Lowering Of(string name, Func<Dialect, TreeMap> map) => new(name, (statement, dialect) => [map(dialect).Children(statement)]);
}
