using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>Few values, so that they meet again, and each of a kind that something has stumbled over.</summary>
internal static class Pools
{
    /// <summary>Empty, padded, in both cases, composed and decomposed, beyond U+FFFF and just below it, of digits.</summary>
    private static readonly ImmutableArray<string> Codes =
        ["a", "b", "A", "a ", " a", "", "ä", "a\u0308", "\U00010400", "\uffee", "1", "01", "x'y", "\t", "c", "d"];

    /// <summary>Ordinary days, neighbours of one microsecond, the ends of the calendar.</summary>
    public static readonly ImmutableArray<DateTime> Instants =
    [
        Day(2024, 1, 5), Day(2024, 1, 10), Day(2024, 1, 15), Day(2024, 1, 20), Day(2024, 1, 25), Day(2024, 1, 10).AddMicroseconds(1), Day(2024, 1, 10).AddMicroseconds(-1),
        Day(2024, 1, 10).AddMicroseconds(2), Day(2024, 2, 29).AddHours(23), Day(1970, 1, 1), Day(1969, 12, 31).AddMicroseconds(86399999999), Day(2000, 1, 1), Day(1900, 1, 2),
        Day(9998, 12, 31), Day(1900, 1, 1), Day(1900, 1, 1).AddMicroseconds(1),
    ];

    /// <summary>How far a stamp of `upserts` and `snapshot` lies from its batch; the last is beyond <c>max_future</c>.</summary>
    public static readonly ImmutableArray<TimeSpan> Offsets =
    [
        TimeSpan.Zero, -TimeSpan.FromDays(1), TimeSpan.FromMicroseconds(-1), TimeSpan.FromMicroseconds(1), TimeSpan.FromHours(5), TimeSpan.FromDays(1), -TimeSpan.FromDays(3),
        -TimeSpan.FromDays(30000), TimeSpan.FromDays(1) + TimeSpan.FromMicroseconds(1),
    ];

    private static readonly ImmutableArray<object?> Texts = ["x", "y", null, "x ", "", "X", "\U00010400", "\uffee", "ä", "a\u0308"];
    private static readonly ImmutableArray<object?> Integers = [1L, 2L, null, 0L, -1L, long.MaxValue, long.MinValue];
    private static readonly ImmutableArray<object?> Floats = [1.5, 0.0, -0.0, null, 0.1, double.MaxValue, double.Epsilon, -1e-300];
    private static readonly ImmutableArray<object?> Moneys = [1.5m, 1.51m, null, 0m, -0.01m, 9999999999999999.99m];
    private static readonly ImmutableArray<object?> Flags = [true, false, null];
    private static readonly ImmutableArray<object?> Days = [new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 29), null, new DateOnly(1, 1, 1), new DateOnly(9999, 12, 31)];
    private static readonly ImmutableArray<object?> Times = [Day(2024, 1, 1), Day(2024, 1, 1).AddMicroseconds(1), null, Day(1582, 10, 15), Day(9999, 12, 30)];

    /// <summary>How many codes there are before they grow longer.</summary>
    public const int Members = 16;

    /// <summary>The n-th member's code; those after the first ones are the same again, and longer.</summary>
    public static string Code(int n) => Codes[n % Members] + new string('2', n / Members);

    /// <summary>A value of the kind: the n-th, counted around.</summary>
    public static object? Value(ValueKind kind, int n)
    {
        var pool = kind switch
        {
            ValueKind.Text => Texts,
            ValueKind.Integer => Integers,
            ValueKind.Float => Floats,
            ValueKind.Money => Moneys,
            ValueKind.Flag => Flags,
            ValueKind.Day => Days,
            _ => Times,
        };
        return pool[n % pool.Length];
    }

    private static DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
