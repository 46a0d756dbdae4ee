using Shouldly;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>What no judge of Snowflake's scripts can see: on Snowflake every DDL statement commits the open transaction.</summary>
public sealed class SnowflakeTransactionTests
{
    [Fact]
    public async Task No_statement_is_DDL_within_a_transaction()
    {
        var scripts = (await GeneratedScripts.OfAsync("snowflake")).Where(s => s.File.StartsWith("load/", StringComparison.Ordinal)).ToList();
        scripts.Count.ShouldBe(17);
        foreach (var script in scripts)
            script.Statements.Select(s => s.Sql).Count(sql => sql is "BEGIN TRANSACTION" or "COMMIT").ShouldBe(2, script.File);

        scripts.SelectMany(s => s.Statements.SkipWhile(t => t.Sql != "BEGIN TRANSACTION").TakeWhile(t => t.Sql != "COMMIT"))
            .Where(s => s.Sql.Split(' ')[0] is "CREATE" or "DROP" or "ALTER" or "TRUNCATE" or "COMMENT")
            .Select(s => s.ToString())
            .ShouldBeEmpty();
    }
}
