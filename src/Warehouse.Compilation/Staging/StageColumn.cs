using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Staging;

/// <summary>A column of a staging table: its name there, its type, and how it is made from the source's columns.</summary>
/// <param name="Value">Over the relation <see cref="StageCompiler.SourceRow"/>, whose columns are the source's, typed.</param>
public sealed record StageColumn(string Name, DataType Type, SqlExpression Value);
