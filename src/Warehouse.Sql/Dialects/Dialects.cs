using System.Collections.Immutable;

namespace Warehouse.Sql.Dialects;

/// <summary>The dialects there are.</summary>
public static class Dialects
{
    public static Dialect DuckDb => Sql.Dialects.DuckDb.Dialect;

    public static Dialect Postgres => Sql.Dialects.Postgres.Dialect;

    public static Dialect Snowflake => Sql.Dialects.Snowflake.Dialect;

    public static Dialect BigQuery => Sql.Dialects.BigQuery.Dialect;

    public static Dialect TSql => Sql.Dialects.TSql.Dialect;

    /// <summary>In the order in which they are shown.</summary>
    public static ImmutableArray<Dialect> All { get; } = [DuckDb, Postgres, Snowflake, BigQuery, TSql];

    /// <summary>The dialect of an <c>engine:</c>, null when there is none of that name.</summary>
    public static Dialect? Find(string name) => All.FirstOrDefault(dialect => dialect.Name == name);
}
