namespace Warehouse.Sql.Writing;

/// <summary>Who gives a statement its parameters.</summary>
public enum ParameterStyle
{
    /// <summary>The engine's driver binds them by name.</summary>
    Driver,

    /// <summary>The engine's own command-line tool runs the statement from a script.</summary>
    Script,
}
