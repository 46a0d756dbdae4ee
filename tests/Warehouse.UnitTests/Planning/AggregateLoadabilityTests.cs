using Shouldly;
using Warehouse.Planning.Loads;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>By what an aggregate cannot be grouped yet is refused by name.</summary>
public sealed class AggregateLoadabilityTests
{
    [Theory]
    [InlineData("m.a", null)]
    [InlineData("m.rep", "`m.rep`: an aggregate by an outrigger cannot be loaded yet")]
    [InlineData("m.extra", "`m.extra`: an aggregate by `json` or `bytes` cannot be loaded yet")]
    [InlineData("m.a_b, m_a.b", "`m_a.b`: two columns `m_a_b` of one aggregate cannot be loaded yet")]
    public void What_an_aggregate_cannot_be_grouped_by_is_refused(string by, string? refused)
    {
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $$"""
                version: 1
                name: small
                default_target: test
                targets: {test: {engine: duckdb, database: x} }
                sources:
                  people: {table: raw.people, feed: upserts}
                  sales: {table: raw.sales}
                dimensions:
                  m: {source: people, key: {id: string}, attributes: {a: string, a_b: string, b: string, extra: json, rep: {outrigger: n, key: [rep]} } }
                  n: {source: people, key: {rep: string}, attributes: {b: string} }
                facts:
                  sale:
                    type: transaction
                    source: sales
                    grain: [n]
                    dimensions: {m: {key: [id]}, m_a: {dim: m, key: [id_a]} }
                    degenerate: {n: integer}
                    measures: {v: integer}
                aggregates:
                  some: {fact: sale, by: [{{by}}], measures: [v]}
                """,
        });

        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty();
        Loadability.Check(read.Project!).Where(d => d.IsError).Select(d => d.Message).ShouldBe(refused is null ? [] : [refused]);
    }
}
