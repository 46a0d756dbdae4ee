using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>How types are written.</summary>
/// <param name="Column">In CREATE TABLE.</param>
/// <param name="Value">In CAST, where some engines take no length.</param>
/// <remarks>
/// A timestamp is an instant in UTC in a type without a zone wherever there is one (DuckDB TIMESTAMP, Postgres timestamp, Snowflake
/// TIMESTAMP_NTZ(6), T-SQL datetime2(6)): such a type never consults a session's time zone, so the same text reads and prints
/// the same in every session. BigQuery's TIMESTAMP is an instant in UTC already. A source's column with a zone becomes one by a
/// plain cast at staging, in a session whose time zone is UTC.
/// </remarks>
public sealed record TypeNames(Func<SqlType, string> Column, Func<SqlType, string> Value)
{
    public TypeNames(Func<SqlType, string> both)
        : this(both, both)
    {
    }
}
