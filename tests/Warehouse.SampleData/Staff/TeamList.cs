using Warehouse.SampleData.Stores;
using static Warehouse.SampleData.CsvText;

namespace Warehouse.SampleData.Staff;

/// <summary>Which sellers share a commission: a team a store, each with the shares of its members, which make 1.</summary>
internal static class TeamList
{
    private static readonly string[] Header = ["team_code", "employee_id", "share"];

    public static string Of(string storeCode) => $"T-{storeCode}";

    public static DataFile File(SampleDay day) => DataFile.Of("teams", day, "csv", Write(Header, On(day)));

    /// <summary>Day 1: every team. Day 3: a third seller joins that of S03, of whom nobody has heard. Day 4: the shares of S01 change.</summary>
    private static IEnumerable<string[]> On(SampleDay day) => day.Number switch
    {
        1 => StoreFeed.Codes.SelectMany(store => Team(store, "0.6", "0.4")),
        3 => [.. Team("S03", "0.5", "0.3"), [Of("S03"), "E300", "0.2"]],
        4 => Team("S01", "0.7", "0.3"),
        _ => [],
    };

    private static IEnumerable<string[]> Team(string store, params string[] shares) =>
        StaffList.SellersOf(store).Zip(shares, (seller, share) => new[] { Of(store), seller, share });
}
