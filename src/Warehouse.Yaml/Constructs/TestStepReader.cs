using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>A step, and the rows that it expects of the test's own target.</summary>
internal sealed record StepDraft(TestStep Step, ImmutableArray<TestRow>? OfTarget)
{
    public TestStep Of(Name target) => OfTarget is { } rows ? Step with { Expect = [new TestRows(target, rows)] } : Step;
}

/// <summary>Reads one batch of a test.</summary>
internal static class TestStepReader
{
    private static readonly Shape<ImmutableArray<TestRow>> Rows = Lists.Of(new RowShape());

    private static readonly Shape<ImmutableArray<TestRows>> RowsByName =
        new NamedMap<TestRows>(new ValueEntry<ImmutableArray<TestRow>, TestRows>(Rows, (of, rows) => new TestRows(of, rows)));

    private static readonly Shape<Expectation> ExpectShape = new ByKind<Expectation>(
        "a list of rows, or a map of such lists by target",
        list: Rows.Select(rows => new Expectation(rows, [])),
        map: RowsByName.Select(targets => new Expectation(null, targets)));

    private static readonly KeyTable Keys = new("test step");

    private static readonly Key<DateTimeOffset> At = Keys.Require("at", Times.Timestamp, "The batch time");

    private static readonly Key<ImmutableArray<TestRows>> Given =
        Keys.Allow("given", RowsByName, "What the sources deliver in this batch; a source that is not named delivers nothing");

    private static readonly Key<Expectation> Expect =
        Keys.Allow("expect", ExpectShape, "The whole target, without its special members, compared on the named columns");

    private static readonly Key<string> ExpectError = Keys.Allow(
        "expect_error", ErrorCode(), "The code with which the load is refused, `\"*\"` being any");

    private static readonly Key<int> Rejected =
        Keys.Allow("rejected", Scalars.Integer(0, int.MaxValue), "How many rows of this step are rejected");

    public static Shape<StepDraft> Shape { get; } = new Construct<StepDraft>(Keys, Read);

    private static StepDraft Read(YamlMap map)
    {
        map.Exclude("a step", Expect, ExpectError);
        var expect = map.Find(Expect);
        var step = new TestStep
        {
            At = map.Read(At, DateTimeOffset.UnixEpoch),
            Span = map.Node.Span,
            Given = map.List(Given),
            Expect = expect?.ByTarget ?? [],
            ExpectError = map.Find(ExpectError),
            Rejected = map.FindValue(Rejected),
        };
        return new StepDraft(step, expect?.OfTarget);
    }

    private static ScalarShape<string> ErrorCode() => new(
        "an error's code",
        "write a code such as `WH5007`, or `\"*\"`",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^(WH[0-9]{4}|\\*)$" },
        (scalar, subject, _) => IsCode(scalar.Text)
            ? scalar.Text
            : Scalars.Wrong<string>(scalar, subject, "an error's code", "write a code such as `WH5007`, or `\"*\"`"));

    private static bool IsCode(string text) =>
        text == "*" || (text.Length == 6 && text.StartsWith("WH", StringComparison.Ordinal) && text[2..].All(char.IsAsciiDigit));

    private sealed record Expectation(ImmutableArray<TestRow>? OfTarget, ImmutableArray<TestRows> ByTarget);
}
