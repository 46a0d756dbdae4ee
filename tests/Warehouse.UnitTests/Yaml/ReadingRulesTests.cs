using Shouldly;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

/// <summary>Each rule fires on what breaks it, at the place that is wrong, with an order as its help.</summary>
public sealed class ReadingRulesTests
{
    private const string H = Minimal.Head;

    /// <summary>Code, text, place, part of the message, part of the help.</summary>
    public static TheoryData<string, string, string, string, string> Broken => new()
    {
        { "WH1004", H + "sources: [a\nfacts: {}\n", "3:10", "not closed", "close the bracket" },
        { "WH1004", H + "targets:\n  t: {engine: x, password: ${env.A}}\n", "4:29", "not valid YAML", "\"${env.NAME}\"" },
        { "WH1004", H + "targets:\n  t: {engine: x\n", "5:1", "not valid YAML", "mend" },
        { "WH1005", H + "sources:\n\ts: {table: a.b}\n", "4:1", "tab", "spaces" },
        { "WH1006", "", "1:1", "is empty", "delete it" },
        { "WH1006", "# nothing but a remark\n", "1:1", "is empty", "delete it" },
        { "WH1007", H + "---\nname: q\n", "3:1", "second YAML document", "---" },
        { "WH1008", H + "types: " + new string('[', 100) + new string(']', 100) + "\n", "3:71", "64 levels", "flatten" },
        { "WH1009", H + Bomb(), "6:7", "more than 200000 nodes", "write the values out" },
        { "WH1010", H + "types:\n  money: &mony string\n  cash: *money\n", "5:9", "`*money`", "write `*mony`" },
        { "WH1011", H + "types: {a: !!str string}\n", "3:12", "tag", "remove the tag" },
        { "WH1012", H + "types: &t {a: string}\naccess: {r: {<<: *t, read: [m]}}\n", "4:14", "`<<`", "alias" },
        { "WH1013", H + "types: {[a, b]: string}\n", "3:9", "must be text", "key: value" },
        { "WH1014", H + "types: {a: string, a: date}\n", "3:20", "stands twice in this map, first at line 3", "rename" },
        { "WH1016", H + "sorces: {}\n", "3:1", "`sorces` is not a key of a model file", "write `sources`" },
        { "WH1016", H + "sources: {s: {table: a.b, effective_att: x}}\n", "3:27", "`effective_att` is not a key of a source", "write `effective_at`" },
        { "WH1016", H + "sources: {s: {table: a.b, zzz: x}}\n", "3:27", "`zzz`", "use one of `table`, `files`" },
        { "WH1016", H + "dimensions: {d: {type: clock, grain: minute, source: s}}\n", "3:46", "`source` is not a key of a clock dimension", "`grain`" },
        { "WH1017", "name: p\n", "1:1", "the project has no `version`", "add `version: 1`" },
        { "WH1017", "version: 1\n", "1:1", "the project has no `name`", "add `name:`" },
        { "WH1017", H + "dimensions: {d: {key: {k: string}}}\n", "3:14", "`d` has no `source`", "add `source:`" },
        { "WH1017", H + "sources: {s: {feed: changes}}\n", "3:11", "none of `table`, `files`, `sql`", "add one of" },
        { "WH1017", H + "sources: {s: {sql: {default: select 1}}}\n", "3:15", "`sql` and no `columns`", "add `columns:`" },
        { "WH1018", H + "sources: [a]\n", "3:10", "must be a map keyed by name, and here is a list", "map keyed by name" },
        { "WH1018", H + "facts: {f: {type: factless, source: s, grain: id}}\n", "3:47", "`grain` must be a list, and here is text", "write `[id]`" },
        { "WH1018", "- a\n- b\n", "1:1", "must be a map of keys", "dimensions:" },
        { "WH1018", H + "dimensions: {d: {source: s, key: {k: string}, attributes: {a: }}}\n", "3:60", "`a` must be a type or a map, and here is nothing", "write `a: " },
        { "WH1019", H + "facts: {f: {type: factless, source: s, grain: []}}\n", "3:47", "no item", "at least 1" },
        { "WH1019", H + "dimensions: {d: {type: calendar, range: [2020-01-01]}}\n", "3:41", "one item", "exactly 2" },
        { "WH1020", H + "sources: {s: {table: a.b, files: {path: a.csv}}}\n", "3:27", "both `table` and `files`", "keep one" },
        { "WH1020", H + "tests: {t: {target: d, steps: [{at: 2024-01-01, expect: [], expect_error: WH5007}]}}\n", "3:61", "both `expect` and `expect_error`", "keep one" },
        { "WH1021", H + "sources: {s: {table: a.b, allow_empty: yes}}\n", "3:40", "must be a boolean, and here is text, `yes`", "`true` or `false`" },
        { "WH1021", H + "sources: {s: {table: a.b, max_future: 1 day}}\n", "3:39", "must be a duration", "`2h`" },
        { "WH1021", H + "sources: {s: {table: 12}}\n", "3:22", "must be text, and here is an integer, `12`", "quote it: \"12\"" },
        { "WH1021", H + "dimensions: {d: {type: calendar, range: [2020-02-30, 2020-03-01]}}\n", "3:42", "must be a date", "`2015-01-31`" },
        { "WH1022", H + "sources: {s: {table: a.b, feed: change}}\n", "3:33", "`feed` is `change`", "write `changes`" },
        { "WH1022", H + "dimensions: {d: {source: s, key: {k: string}, scd: 4}}\n", "3:52", "`4`", "mini_dimensions" },
        { "WH1022", H + "dimensions: {d: {type: calender, range: [2020-01-01, 2020-01-02]}}\n", "3:24", "`calender`", "write `calendar`" },
        { "WH1023", H + "sources: {s: {table: a.b, max_rejected: 200%}}\n", "3:41", "not a share", "`100%`" },
        { "WH1023", H + "types: {m: \"decimal(40,2)\"}\n", "3:13", "precision", "`decimal(18,2)`" },
        { "WH1024", H + "types: {m: strng}\n", "3:12", "unknown type `strng`", "write `string`" },
        { "WH1024", H + "types: {money: \"decimal(18,2)\"}\ndimensions: {d: {source: s, key: {k: mony}}}\n", "4:38", "unknown type `mony`", "write `money`" },
        { "WH1024", H + "types: {m: nvarchar}\n", "3:12", "unknown type `nvarchar`", "write `string`" },
        { "WH1024", H + "types: {m: decimal}\n", "3:12", "unknown type `decimal`", "precision and scale" },
        { "WH1024", H + "types: {m: decimal(18,2)}\n", "3:12", "unknown type `decimal(18`", "quote" },
        { "WH1025", H + "types: {a: b, b: a}\n", "3:9", "`a` → `b` → `a`", "type of the language" },
        { "WH1026", H + "types: {date: string}\n", "3:9", "`date` is a type of the language", "another name" },
        { "WH1027", H + "sources: {s: {files: {path: ../a.csv}}}\n", "3:29", "not below the project's folder", "relative path" },
        { "WH1027", H + "targets: {t: {engine: x, password: \"${file:/etc/shadow}\"}}\n", "3:37", "not below the project's folder", "relative path" },
        { "WH1028", H + "sources: {s: {files: {path: a.xlsx}}}\n", "3:29", "no known format", "`.csv`" },
        { "WH1028", H + "sources: {s: {files: {path: a.parquet.gz}}}\n", "3:29", "Parquet packed once more", "unpack it" },
        { "WH1028", H + "sources: {s: {files: {path: \"a.{csv,parquet}\"}}}\n", "3:30", "not of one format", "a source for each" },
        { "WH1029", H + "targets: {t: {engine: x, password: hunter2}}\n", "3:36", "`password` holds a secret in clear", "${env.NAME}" },
        { "WH1030", H + "targets: {t: {engine: x, host: \"${HOST}\"}}\n", "3:33", "neither", "${env.NAME}" },
        { "WH1031", H + "sources: {s: {table: \"${env.T}\"}}\n", "3:23", "only a target's settings", "no templating" },
        { "WH1032", "version: 2\nname: p\n", "1:10", "`version` is `2`", "`version: 1`" },
        { "WH1033", H + Calendar("seeds/broken.csv"), "3:1", "a date and a name", "`2024-12-25,Christmas Day`" },
        { "WH1033", H + Calendar("seeds/headless.csv"), "1:1", "the first line must be `date,name`", "above the holidays" },
        { "WH1033", H + Calendar("seeds/nameless.csv"), "2:1", "do not add up", "in double quotes" },
        { "WH1034", H + "sources: {s: {table: a.b, preset: {fivetran: history}}}\n", "3:46", "that a version began at `_fivetran_start`", "soft delete mode" },
        { "WH1035", H + "sources: {s: {files: {path: \"a**/b.csv\"}}}\n", "3:30", "`a**` has `**` beside other characters", "`**` for any folders" },
        { "WH1035", H + "sources: {s: {files: {path: \"a/b[0.csv\"}}}\n", "3:30", "opens a `[` and does not close it", "`[a-z]`" },
        { "WH1035", H + "sources: {s: {files: {path: \"a/{b,c.csv\"}}}\n", "3:30", "opens a `{` and does not close it", "`{a,b}`" },
        { "WH1002", H + Calendar("seeds/absent.csv"), "3:77", "no file `seeds/absent.csv`", "from the project's folder" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Says_what_is_wrong_where_and_what_to_do(string code, string yaml, string place, string message, string help)
    {
        var found = LanguageCase.ReadOne(yaml).Diagnostics;

        var diagnostic = found.Where(d => d.Code == code).ShouldHaveSingleItem(string.Join('\n', found.Select(d => $"{d.Span} {d.Code} {d.Message}")));
        $"{diagnostic.Span.Line}:{diagnostic.Span.Column}".ShouldBe(place, diagnostic.Message);
        diagnostic.Message.ShouldContain(message, Case.Sensitive);
        diagnostic.Help.ShouldNotBeNull().ShouldContain(help, Case.Sensitive);
    }

    [Fact]
    public void Every_rule_has_a_case_that_breaks_it()
    {
        // These three need more than one file, or bytes: FolderTests has them.
        string[] elsewhere = ["WH1001", "WH1003", "WH1015"];
        ReadingRules.All.Select(r => r.Code).Except(Broken.Select(row => row.Data.Item1)).ShouldBe(elsewhere);
    }

    [Fact]
    public void Codes_and_names_are_given_once_and_names_are_kebab_case()
    {
        ReadingRules.All.Select(r => r.Code).ShouldBe(Enumerable.Range(1001, ReadingRules.All.Count).Select(n => $"WH{n}"));
        ReadingRules.All.Select(r => r.Name).ShouldBeUnique();
        ReadingRules.All.ShouldAllBe(r => System.Text.RegularExpressions.Regex.IsMatch(r.Name, "^[a-z0-9]+(-[a-z0-9]+)*$"));
        typeof(ReadingRules).GetProperties().Where(p => p.PropertyType == typeof(Model.Diagnostics.DiagnosticRule))
            .Select(p => p.GetValue(null)).ShouldBe(ReadingRules.All);
    }

    private static string Calendar(string holidays) => $"dimensions: {{d: {{type: calendar, range: [2024-01-01, 2024-12-31], holidays: {holidays}}}}}\n";

    private static string Bomb()
    {
        var text = "types:\n  a: &a [" + string.Join(",", Enumerable.Repeat("x", 500)) + "]\n";
        text += "  b: &b [" + string.Join(",", Enumerable.Repeat("*a", 300)) + "]\n";
        return text + "  c: [*b, *b, *b]\n";
    }
}
