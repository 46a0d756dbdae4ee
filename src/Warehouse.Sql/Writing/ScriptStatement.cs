using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>A statement of a script and what it is for, which stands above it as a comment.</summary>
public sealed record ScriptStatement(string Purpose, Statement Statement);
