namespace Warehouse.TestEngines.GoogleSql;

/// <summary>A named query parameter, `@name` in the statement. Analysis needs its type only.</summary>
public sealed record GoogleSqlParameter(string Name, string Type, object? Value = null);
