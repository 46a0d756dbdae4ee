using Shouldly;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class FilePatternTests
{
    [Theory]
    [InlineData("*.csv", "a.csv b.CSV .c.csv a.csv.gz", "a.csv")]
    [InlineData(".*.csv", ".c.csv a.csv", ".c.csv")]
    [InlineData("a?c.csv", "abc.csv ac.csv abbc.csv", "abc.csv")]
    [InlineData("a*b*c.csv", "abc.csv axbxbyc.csv acb.csv abcc.csv", "abc.csv axbxbyc.csv abcc.csv")]
    [InlineData("x_[0-9][!a-c].csv", "x_1d.csv x_1a.csv x_ad.csv x_10.csv", "x_1d.csv x_10.csv")]
    [InlineData("[]x]a.csv", "]a.csv xa.csv a.csv", "]a.csv xa.csv")]
    [InlineData("[[]1].csv", "[1].csv 1.csv", "[1].csv")]
    [InlineData("[^a].csv", "a.csv b.csv", "b.csv")]
    [InlineData("[a-].csv", "a.csv -.csv b.csv", "a.csv -.csv")]
    [InlineData("a+(b)$.csv", "a+(b)$.csv ab.csv", "a+(b)$.csv")]
    public void Names_match_as_in_a_shell(string pattern, string names, string matching)
    {
        var part = FilePattern.Parse(pattern).Pattern!.Alternatives.ShouldHaveSingleItem().ShouldHaveSingleItem();

        names.Split(' ').Where(part.Matches).ShouldBe(matching.Split(' '));
    }

    [Theory]
    [InlineData("data/*.csv", "data/*.csv")]
    [InlineData("./data//x.csv", "data/x.csv")]
    [InlineData("{a,b}/x.csv{,.gz}", "a/x.csv a/x.csv.gz b/x.csv b/x.csv.gz")]
    [InlineData("{a,{b,c}d}.csv", "a.csv bd.csv cd.csv")]
    [InlineData("{a,a}.csv", "a.csv")]
    [InlineData("**/x.csv", "**/x.csv")]
    public void Braces_stand_for_several_paths(string pattern, string paths) =>
        FilePattern.Parse(pattern).Pattern!.Alternatives.Select(a => string.Join('/', a.Select(p => p.Text))).ShouldBe(paths.Split(' '));

    [Theory]
    [InlineData("a**/x.csv", "`a**` has `**` beside other characters, and it stands for whole folders")]
    [InlineData("data/**", "it ends without a file's name")]
    [InlineData("a[.csv", "it opens a `[` and does not close it; a `[` itself is `[[]`")]
    [InlineData("a[].csv", "it opens a `[` and does not close it; a `[` itself is `[[]`")]
    [InlineData("a{.csv", "it opens a `{` and does not close it")]
    [InlineData("a}.csv", "it closes a `}` that is not open")]
    [InlineData("a}{b}.csv", "it closes a `}` that is not open")]
    [InlineData("{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}{0,1}.csv", "its braces stand for more than 1000 paths")]
    public void What_is_no_pattern_is_told_why(string pattern, string problem) => FilePattern.Parse(pattern).Problem.ShouldBe(problem);
}
