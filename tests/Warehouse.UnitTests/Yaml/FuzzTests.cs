using System.Text;
using Shouldly;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

/// <summary>Whatever stands in a file, reading it returns.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", ",", "&a ", "*a", "!", "!!int ", "|", ">", "|\n", "'", "\"", "#", " #", "%", "@", "`", "? ", "- ", "-", "---\n", "...\n", "\t",
        "\n", "\n\n", "  ", "<<: ", "~", "null", "true", "9999999999999999999999", "-1", ".nan", "1e999", "0x", "${env.A}", "${", "\\", "\0", "\u0007", "\uFEFF", "\u2028",
        "\uD800", "é", "😀", "%YAML 1.1\n", "{}", "[]", "''", "decimal(99,99)", "string(99999999999)", "2024-99-99",
    ];

    [Fact]
    public void Three_thousand_mutations_of_the_listing_never_throw_and_always_say_something_that_can_be_shown()
    {
        // A fixed seed: a failure can be run again.
        var random = new Random(20240229);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var text = Mutate(LanguageCase.Text, random);
            ReadResult result;
            try
            {
                result = LanguageCase.ReadOne(text);
            }
            catch (Exception e)
            {
                throw new ShouldAssertException($"round {round} threw {e}\n{text}");
            }

            refused += result.HasErrors ? 1 : 0;
            foreach (var diagnostic in result.Diagnostics)
            {
                diagnostic.Span.Line.ShouldBeGreaterThan(0);
                diagnostic.Span.Column.ShouldBeGreaterThan(0);
                diagnostic.Span.Length.ShouldBeGreaterThan(0);
                diagnostic.Help.ShouldNotBeNullOrEmpty();
            }

            (result.HasErrors || result.Project is not null).ShouldBeTrue();
        }

        refused.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\0")]
    [InlineData("\u0001: 1")]
    [InlineData(":")]
    [InlineData("? ")]
    [InlineData("- - - -")]
    [InlineData("&a *a")]
    [InlineData("&a [*a]")]
    [InlineData("...")]
    [InlineData("---\n---")]
    [InlineData("%TAG")]
    [InlineData("!<tag:x> y")]
    [InlineData("\"\\x\"")]
    [InlineData("a: \"\\uD800\"")]
    [InlineData("\t")]
    public void Odd_files_are_answered(string text) => LanguageCase.ReadOne(text).Diagnostics.ShouldNotBeEmpty();

    [Theory]
    [InlineData("[", 20_000)]
    [InlineData("{a: ", 20_000)]
    [InlineData("- ", 20_000)]
    [InlineData("? ", 5_000)]
    public void Nesting_without_end_is_refused(string piece, int times) =>
        LanguageCase.ReadOne(string.Concat(Enumerable.Repeat(piece, times))).HasErrors.ShouldBeTrue();

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    mutated.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    mutated.Insert(at, mutated.ToString(at, length));
                    break;
                case 4:
                    mutated[at] = (char)random.Next(1, 0x2100);
                    break;
                default:
                    mutated.Length = Math.Max(1, random.Next(mutated.Length / 2, mutated.Length));
                    break;
            }
        }

        return mutated.ToString();
    }
}
