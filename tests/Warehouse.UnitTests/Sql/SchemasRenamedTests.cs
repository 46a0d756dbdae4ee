using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Writing;
using Xunit;

namespace Warehouse.UnitTests.Sql;

public sealed partial class SchemasRenamedTests
{
    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    [InlineData("snowflake")]
    [InlineData("bigquery")]
    [InlineData("tsql")]
    public void No_statement_and_no_function_is_left_in_its_own_schema(string name)
    {
        var dialect = Dialects.Find(name)!;
        var renamed = dialect.InSchemas(schema => $"elsewhere_{schema}");
        var before = Written(dialect);

        var after = Written(renamed);

        Schemas().Count(before).ShouldBeGreaterThanOrEqualTo(30);
        Schemas().Matches(after).Select(m => after.Substring(m.Index, Math.Min(40, after.Length - m.Index))).ShouldBeEmpty();
        // Nothing else is different, save where a line is broken that became too long.
        Blanks().Replace(after.Replace("elsewhere_", "", StringComparison.Ordinal), "").ShouldBe(Blanks().Replace(before, ""));
    }

    private static string Written(Dialect dialect) => string.Join(
        "\n", Corpus.All.SelectMany(s => SqlWriter.WriteEach(s.Statement, dialect, ParameterStyle.Driver)).Concat(dialect.Prelude));

    // A name with its schema, quoted or not, and a schema that is made.
    [GeneratedRegex("""(?<![\w])["`\[]?(mart|raw|_warehouse)["`\]]?\.|SCHEMA (IF NOT EXISTS )?(mart|raw|_warehouse)\b""")]
    private static partial Regex Schemas();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
