using Shouldly;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class ValueTests
{
    [Fact]
    public void The_country_NO_stays_text()
    {
        var attribute = Sound(Minimal.Attribute("{type: string, values: [NO, yes, off, 'true', null, 1]}")).Attributes.Single();
        attribute.Values.Select(v => v.Text).ShouldBe(["NO", "yes", "off", "true", null, "1"]);
    }

    [Theory]
    [InlineData("string", "string")]
    [InlineData("string(50)", "string(50)")]
    [InlineData("'decimal(18, 2)'", "decimal(18,2)")]
    [InlineData("'decimal(38,38)'", "decimal(38,38)")]
    [InlineData("integer", "integer")]
    [InlineData("float", "float")]
    [InlineData("boolean", "boolean")]
    [InlineData("date", "date")]
    [InlineData("timestamp", "timestamp")]
    [InlineData("time", "time")]
    [InlineData("uuid", "uuid")]
    [InlineData("json", "json")]
    [InlineData("bytes", "bytes")]
    public void Types(string written, string type) =>
        Sound(Minimal.Attribute(written)).Attributes.Single().Type!.ToString().ShouldBe(type);

    [Fact]
    public void An_alias_may_stand_for_an_alias_that_comes_later()
    {
        var result = Minimal.With("types: {price: money, money: 'decimal(18,2)'}\ndimensions: {d: {source: s, key: {k: price}}}");
        Sound(result).NaturalKey.Single().Type.ShouldBe(new DataType.Decimal(18, 2));
    }

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("90d", 7_776_000)]
    public void Durations(string written, int seconds) =>
        SoundSource(Minimal.Source($"table: a.b, max_future: {written}")).MaxFuture.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("10%", "0.1")]
    [InlineData("0.1", "0.1")]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    [InlineData("2.5%", "0.025")]
    public void Ratios(string written, string share) =>
        SoundSource(Minimal.Source($"table: a.b, max_rejected: {written}")).MaxRejected.ShouldBe(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2024-01-31", "2024-01-31T00:00:00Z")]
    [InlineData("2024-01-31T12:30:00Z", "2024-01-31T12:30:00Z")]
    [InlineData("2024-01-31T12:30:00+02:00", "2024-01-31T10:30:00Z")]
    [InlineData("2024-01-31 12:30:00.000001", "2024-01-31T12:30:00.000001Z")]
    public void Timestamps(string written, string instant)
    {
        var result = Minimal.With($"tests: {{t: {{target: d, steps: [{{at: '{written}'}}]}}}}");
        result.Diagnostics.ShouldBeEmpty();
        result.Project!.Tests.Single().Steps.Single().At.ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2d3h")]
    [InlineData("1w")]
    [InlineData("-1h")]
    [InlineData("5")]
    [InlineData("99999999999999999999d")]
    public void What_is_no_duration_is_refused(string written) =>
        Minimal.Source($"table: a.b, max_future: {written}").Diagnostics.ShouldHaveSingleItem().Code.ShouldBeOneOf("WH1021", "WH1023");

    [Fact]
    public void On_conflict_names_the_column_whose_largest_value_wins()
    {
        var source = SoundSource(Minimal.Source("table: a.b, on_conflict: {last: _lsn}"));
        source.OnConflict.ShouldBe(OnConflict.Last);
        source.OnConflictColumn!.Text.ShouldBe("_lsn");
        SoundSource(Minimal.Source("table: a.b, on_conflict: fail")).OnConflict.ShouldBe(OnConflict.Fail);
    }

    [Theory]
    [InlineData("forever", null, false)]
    [InlineData("none", null, true)]
    [InlineData("90d", 90, false)]
    public void Remember_is_for_ever_nothing_or_a_duration(string written, int? days, bool nothing) =>
        Sound(Minimal.Dimension($"remember: {written}")).Remember.ShouldBe(new Remember(days is { } d ? TimeSpan.FromDays(d) : null, nothing));

    [Theory]
    [InlineData("null", OpenEnd.Null)]
    [InlineData("'null'", OpenEnd.Null)]
    [InlineData("high_date", OpenEnd.HighDate)]
    public void Open_end_may_be_null_with_and_without_quotes(string written, OpenEnd end) =>
        Sound(Minimal.Dimension($"open_end: {written}")).OpenEnd.ShouldBe(end);

    [Theory]
    [InlineData("run", "OfRun { }")]
    [InlineData("\"name:yyyyMMdd\"", "FromName { Format = yyyyMMdd")]
    [InlineData("\"column:loaded_at\"", "FromColumn { Column = loaded_at")]
    public void Batch_times(string written, string expected)
    {
        var files = (SourceOrigin.Files)SoundSource(Minimal.Source($"files: {{path: 'in/a_?.ndjson', batch_time: {written}}}")).Origin;
        files.BatchTime.ToString().ShouldStartWith(expected);
        files.Format.ShouldBe(FileFormat.Ndjson);
    }

    [Fact]
    public void A_table_without_a_schema_is_in_the_landing_schema()
    {
        Table("table: t").ShouldBe("landing.t");
        Table("table: t, landing: raw").ShouldBe("raw.t");
        Table("table: s.t").ShouldBe("s.t");
        ((SourceOrigin.Table)SoundSource(Minimal.With("defaults: {landing: l}\nsources: {s: {table: t}}")).Origin).Name.Text.ShouldBe("l.t");

        static string Table(string keys) => ((SourceOrigin.Table)SoundSource(Minimal.Source(keys)).Origin).Name.Text;
    }

    [Fact]
    public void A_query_per_engine_keeps_its_texts_and_its_columns()
    {
        var source = SoundSource(Minimal.Source("sql: {one: 'select 1 as a', default: 'select 2 as a'}, columns: {a: integer, b: {type: date, description: when}}"));
        ((SourceOrigin.Query)source.Origin).Texts.Select(t => $"{t.Engine}={t.Sql}").ShouldBe(["one=select 1 as a", "default=select 2 as a"]);
        source.Columns.Select(c => $"{c.Name} {c.Type}").ShouldBe(["a integer", "b date"]);
        source.Columns[1].Documentation.Description.ShouldBe("when");
    }

    [Fact]
    public void Csv_settings() =>
        SoundSource(Minimal.Source("files: {path: a.csv}, csv: {delimiter: \"\\t\", quote: \"'\", null: '\\N', encoding: windows-1252, header: false}"))
            .Csv.ShouldBe(new CsvFormat('\t', '\'', "\\N", "windows-1252", false));

    [Fact]
    public void Keys_that_the_listing_does_not_show_are_read()
    {
        var source = SoundSource(Minimal.Source("table: a.b, null_means: unchanged, allow_empty: true, max_delete_ratio: 5%, preset: dlt, owner: o, tags: [x, y]"));
        (source.NullMeans, source.AllowEmpty, source.MaxDeleteRatio, source.Preset!.Text).ShouldBe((NullMeans.Unchanged, true, 0.05m, "dlt"));
        (source.Documentation.Owner, string.Join(' ', source.Documentation.Tags)).ShouldBe(("o", "x y"));

        var dimension = Sound(Minimal.Dimension("surrogate: hash, rekey_facts: false, validity: date, table: d1, schema: other, cluster_by: [k], indexes: [k, [k, a]], first_version: actual"));
        (dimension.Surrogate, dimension.RekeyFacts, dimension.Validity, dimension.FirstVersion).ShouldBe((Surrogate.Hash, false, Validity.Date, FirstVersion.Actual));
        (dimension.TableName, dimension.Schema, dimension.ClusterBy.Single().Text).ShouldBe(("d1", "other", "k"));
        dimension.Indexes.Select(i => string.Join('+', i)).ShouldBe(["k", "k+a"]);

        var attribute = Sound(Minimal.Attribute("{type: string, scope: run, default: none, renamed_from: [b, c], unit: m}")).Attributes.Single();
        (attribute.Scope, attribute.Default!.Text, attribute.Unit, string.Join(' ', attribute.RenamedFrom)).ShouldBe((AttributeScope.Run, "none", "m", "b c"));

        var fact = Minimal.Fact("partition_by: day, cluster_by: [a], table: t, measures: {n: integer, m: {type: integer, additive: full}}, degenerate: {g: {type: string, from: h}}").Project!.Facts.Single();
        (fact.PartitionBy!.Text, fact.ClusterBy.Single().Text, fact.TableName, fact.Degenerate.Single().SourceColumn.Text).ShouldBe(("day", "a", "t", "h"));
        fact.Measures.Select(m => m.Additivity).ShouldBe([Additivity.Full, Additivity.Full]);
    }

    [Fact]
    public void Defaults_hold_where_a_thing_says_nothing()
    {
        var result = Minimal.With(
            """
            defaults: {schema: gold, scd: 2, first_version: actual, open_end: null, max_delete_ratio: 0.5}
            sources: {s: {table: a.b}}
            dimensions:
              d: {source: s, key: {k: string}, attributes: {a: string, b: {type: string, scd: 1}}}
              e: {source: s, key: {k: string}, scd: 3, attributes: {a: string}}
            facts: {f: {type: factless, source: s, grain: [k]}}
            """);
        result.Diagnostics.ShouldBeEmpty();
        var (d, e) = ((SourcedDimension)result.Project!.Dimensions[0], (SourcedDimension)result.Project.Dimensions[1]);
        d.Attributes.Select(a => a.Scd).ShouldBe([2, 1]);
        e.Attributes.Single().Scd.ShouldBe(3);
        (d.Schema, d.FirstVersion, d.OpenEnd, result.Project.Facts[0].Schema).ShouldBe(("gold", FirstVersion.Actual, OpenEnd.Null, "gold"));
        result.Project.Sources[0].MaxDeleteRatio.ShouldBe(0.5m);
        d.Attributes[0].ScdSpan.ShouldBe(new SourceSpan("model.yml", 3, 31));
    }

    [Fact]
    public void An_anchor_serves_within_its_file()
    {
        var dimension = Sound(Minimal.With("dimensions: {d: {source: s, key: &k {k: string}, attributes: {a: &a {type: string, scd: 2}, b: *a}}}"));
        dimension.Attributes.Select(a => $"{a.Name} {a.Type} {a.Scd}").ShouldBe(["a string 2", "b string 2"]);
    }

    [Fact]
    public void A_role_goes_by_its_own_name_by_a_bridge_or_by_another_role()
    {
        var result = Minimal.Fact("dimensions: {d: {key: [a]}, e: {dim: d, key: [b]}, g: {bridge: b, key: [c]}, m: {via: d}, n: {via: e, dim: m}}");
        result.Diagnostics.ShouldBeEmpty();
        result.Project!.Facts.Single().Roles.Select(r => r.Dimension?.Text).ShouldBe(["d", "d", null, null, "m"]);
    }

    private static SourcedDimension Sound(ReadResult result)
    {
        result.Diagnostics.Select(d => d.Message).ShouldBeEmpty();
        return (SourcedDimension)result.Project!.Dimensions.Single();
    }

    private static Source SoundSource(ReadResult result)
    {
        result.Diagnostics.Select(d => d.Message).ShouldBeEmpty();
        return result.Project!.Sources.Single();
    }
}
