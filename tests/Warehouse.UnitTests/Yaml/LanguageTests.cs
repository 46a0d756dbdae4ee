using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class LanguageTests
{
    [Fact]
    public void Reads_the_whole_listing_of_the_language_without_a_problem() =>
        LanguageCase.Read().Diagnostics.Select(d => $"{d.Span} {d.Code} {d.Message}").ShouldBeEmpty();

    [Fact]
    public void Every_key_of_the_listing_lands_in_a_record() =>
        Golden.ShouldMatch(ModelText.Of(LanguageCase.Read().Project.ShouldNotBeNull()), "tests", "cases", "language", "records.txt");
}
