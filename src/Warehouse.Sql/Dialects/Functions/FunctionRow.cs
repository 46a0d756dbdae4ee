namespace Warehouse.Sql.Dialects.Functions;

/// <summary>One portable function and its spelling in each dialect.</summary>
internal sealed record FunctionRow(
    string Function, FunctionText DuckDb, FunctionText Postgres, FunctionText Snowflake, FunctionText BigQuery, FunctionText TSql);

/// <summary>A spelling as it stands in a table: a function's name alone, a pattern with holes, or a rewrite.</summary>
internal readonly record struct FunctionText(FunctionSpelling Spelling)
{
    public static implicit operator FunctionText(FunctionSpelling spelling) => new(spelling);

    /// <summary>Without a hole it is a name, with holes a pattern.</summary>
    public static implicit operator FunctionText(string text) => new(
        text.Contains("{0}", StringComparison.Ordinal) || text.Contains("{1}", StringComparison.Ordinal)
            ? FunctionSpelling.Pattern(text)
            : FunctionSpelling.Named(text));
}
