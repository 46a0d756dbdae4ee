using Shouldly;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.GoogleSql.Wire;
using Xunit;

namespace Warehouse.DialectTests.Judges;

public sealed class GoogleSqlServerTests
{
    [Fact]
    public void Names_the_statement_that_the_server_died_of_and_starts_it_again()
    {
        using var server = new GoogleSqlServer();
        var language = server.Call("", (client, options) => client.GetLanguageOptions(new LanguageOptionsRequest { MaximumFeatures = true }, options));
        // The reference implementation asserts that an INSERT's table has no primary key.
        var request = new EvaluateModifyRequest
        {
            Sql = "INSERT INTO t (a) VALUES (1)",
            Options = GoogleSqlOptions.Analyzer(GoogleSqlOptions.Language(language), []),
            SimpleCatalog = CatalogMessages.Nested(GoogleSqlCatalog.Of(GoogleSqlTable.Of("t", "a INT64").Key("a")), GoogleSqlOptions.Language(language)),
        };
        request.TableContent.Add("t", new TableContent { TableData = new TableData() });

        Should.Throw<GoogleSqlAbortedException>(() => server.Call(request.Sql, (client, options) => client.EvaluateModify(request, options))).Sql.ShouldBe(request.Sql);

        server.Call("", (client, options) => client.GetLanguageOptions(new LanguageOptionsRequest(), options));
        server.Starts.ShouldBe(2);
    }
}
