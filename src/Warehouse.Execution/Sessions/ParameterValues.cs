using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Sessions;

/// <summary>The values of parameters as the drivers of our engines take them.</summary>
public static class ParameterValues
{
    /// <summary>Timestamps are without a zone and hold UTC: a driver takes only a DateTime of no kind for them.</summary>
    public static object ToDriver(object? value, SqlType type) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset t => DateTime.SpecifyKind(t.UtcDateTime, DateTimeKind.Unspecified),
        DateTime t => DateTime.SpecifyKind(t, DateTimeKind.Unspecified),
        int i when type is SqlType.Integer => (long)i,
        _ => value,
    };
}
