using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Collections;
using NpgsqlTypes;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.Adapters.Postgres;

/// <summary>Npgsql's values as those of a <see cref="Execution.Sessions.RowSet"/>.</summary>
internal static class PostgresValues
{
    public static object? FromEngine(object value) => value switch
    {
        DBNull => null,
        long or decimal or double or string or bool or DateOnly or TimeOnly or Guid or byte[] => value,
        int or short or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float f => (double)f,
        DateTime t => DateTime.SpecifyKind(t, DateTimeKind.Utc),
        char c => c.ToString(),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        IPAddress a => a.ToString(),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(i => i is null ? "NULL" : Convert.ToString(FromEngine(i), CultureInfo.InvariantCulture))) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A day goes as its noon: the driver takes .NET's first and last days for infinities.</summary>
    public static object ToEngine(object? value, SqlType type) => ParameterValues.ToDriver(value, type) switch
    {
        DateOnly day when type is SqlType.Date => day.ToDateTime(new TimeOnly(12, 0)),
        var driven => driven,
    };

    public static NpgsqlDbType TypeOf(SqlType type) => type switch
    {
        SqlType.Text => NpgsqlDbType.Text,
        SqlType.Integer => NpgsqlDbType.Bigint,
        SqlType.Decimal => NpgsqlDbType.Numeric,
        SqlType.Float => NpgsqlDbType.Double,
        SqlType.Boolean => NpgsqlDbType.Boolean,
        SqlType.Date => NpgsqlDbType.Date,
        SqlType.Timestamp => NpgsqlDbType.Timestamp,
        SqlType.Time => NpgsqlDbType.Time,
        SqlType.Uuid => NpgsqlDbType.Uuid,
        SqlType.Json => NpgsqlDbType.Jsonb,
        SqlType.Bytes => NpgsqlDbType.Bytea,
        _ => throw new UnreachableException(type.ToString()),
    };
}
