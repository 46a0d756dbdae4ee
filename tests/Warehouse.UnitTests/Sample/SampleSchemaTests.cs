using Shouldly;
using Warehouse.TestEngines;
using Warehouse.Yaml.Schema;
using Xunit;

namespace Warehouse.UnitTests.Sample;

public sealed class SampleSchemaTests
{
    [Fact]
    public void The_samples_schema_is_what_the_tool_writes() =>
        File.ReadAllText(RepositoryRoot.Combine("models", "retail", "warehouse.schema.json")).ShouldBe(JsonSchemaWriter.Write());

    [Fact]
    public void Every_file_of_the_sample_tells_editors_where_the_schema_is() =>
        Directory.GetFiles(RepositoryRoot.Combine("models", "retail"), "*.yml")
            .ShouldAllBe(f => File.ReadLines(f).First() == "# yaml-language-server: $schema=warehouse.schema.json");
}
