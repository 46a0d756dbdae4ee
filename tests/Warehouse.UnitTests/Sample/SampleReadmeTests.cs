using System.Globalization;
using System.Text;
using Shouldly;
using Warehouse.SampleData;
using Xunit;

namespace Warehouse.UnitTests.Sample;

/// <summary>The sample's README tells of the data that is there.</summary>
public sealed class SampleReadmeTests
{
    private static readonly string[] Sources = ["customers", "products", "stores", "promotions", "order_lines", "return_lines", "staff", "teams", "fulfilments", "stock", "coverage", "suppliers", "rates", "purchases", "visits"];

    private static readonly Dictionary<string, string> Files =
        RetailData.Generate().ToDictionary(f => f.Path, f => Encoding.UTF8.GetString(f.Bytes));

    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "models", "retail", "README.md"));

    [Fact]
    public void States_how_many_rows_each_file_delivers()
    {
        var stated = ReadColumns().ToList();
        stated.Count.ShouldBe(Sources.Length * 6);
        foreach (var (source, day, rows) in stated) RowsOf(source, day).ShouldBe(rows, $"{source} on day {day}");
    }

    /// <summary>What spoils a row is in the file of the day that the README gives; nothing else would notice if it were tidied away.</summary>
    [Theory]
    [InlineData("customers", 1, "2024-02-27T15:00:00Z,I,1007,Aino Mäkinen,aino@example.com,consumer,SE,")]
    [InlineData("customers", 1, "2024-02-28T12:00:00Z,U,,No Number,")]
    [InlineData("customers", 4, "2024-03-04T12:00:00Z,U,1012,Marek Dvořák,marek@example.com,smb,PL,Łódź,2023-07-07,maybe")]
    [InlineData("customers", 6, "yesterday,U,1011,")]
    [InlineData("products", 4, "P-1008,Climbing Helmet,\"Vega, Inc.\",Cycling,Helmets,n/a,")]
    [InlineData("products", 6, ",Unnumbered Sample,")]
    [InlineData("order_lines", 2, "O-900003,1,2024-03-02T11:00:00Z,2024-03-02,1002,P-1011,S01,,two,")]
    [InlineData("order_lines", 3, ",1,2024-03-03T15:00:00Z,")]
    [InlineData("order_lines", 4, "O-900007,1,2024-03-02T14:00:00Z,2024-03-02,1001,P-1001,S01,,1,12.90,12.90")]
    [InlineData("order_lines", 4, "O-900008,1,2024-03-04T16:20:00Z,2024-03-04,1401,")]
    [InlineData("order_lines", 4, "O-900009,1,2024-03-04T17:00:00Z,,1002,P-1122,")]
    [InlineData("order_lines", 4, "O-900010,1,2024-03-04T18:00:00Z,2024-03-04,1002,P-1001,S01,,3,")]
    [InlineData("order_lines", 5, "O-900013,1,2024-03-05T25:61:00Z,")]
    [InlineData("return_lines", 4, "R-900001,1,O-900020,2024-03-04T14:00:00Z,1002,P-1010,S01,1,\"3,50\"")]
    [InlineData("return_lines", 6, "R-900002,1,O-900002,2024-03-05T15:00:00Z,1001,P-1001,S04,1,10.00")]
    [InlineData("purchases", 1, "I-901,1,2024-03-01T15:00:00Z,V06,P-1121,")]
    [InlineData("purchases", 3, "I-903,1,2024-03-03T11:00:00Z,V03,P-1007,10,99.00,12.00,CHF")]
    [InlineData("purchases", 4, "I-904,1,2024-03-04T10:00:00Z,V07,")]
    [InlineData("purchases", 4, "I-906,1,2024-01-16T08:00:00Z,V01,")]
    [InlineData("purchases", 5, "I-907,2,2024-03-04T12:00:00Z,V05,P-1012,10,660.00,20.00,USD")]
    [InlineData("visits", 5, "2024-03-04,S77,")]
    public void Finds_what_it_plants(string source, int day, string row) =>
        Files[PathOf(source, day)].Split('\n').Count(line => line.StartsWith(row, StringComparison.Ordinal)).ShouldBe(1);

    private static IEnumerable<(string Source, int Day, int Rows)> ReadColumns()
    {
        var source = -1;
        string[] header = [];
        foreach (var line in Readme.SkipWhile(l => l != "## Expected outcome").Where(l => l.StartsWith('|')))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
            if (cells[0] == "day")
            {
                source += header.Count(IsRead) + (header.Length == 0 ? 1 : 0);
                header = cells;
                continue;
            }

            if (!int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)) continue;
            var columns = header.Index().Where(c => IsRead(c.Item)).Select(c => c.Index);
            foreach (var (offset, column) in columns.Index())
                yield return (Sources[source + offset], day, int.Parse(cells[column], CultureInfo.InvariantCulture));
        }
    }

    private static bool IsRead(string column) => column.EndsWith("read", StringComparison.Ordinal);

    private static int RowsOf(string source, int day) =>
        Files[PathOf(source, day)].Count(c => c == '\n') - (source == "stores" ? 0 : 1);

    private static string PathOf(string source, int day) => $"data/{source}_2024-03-0{day}.{(source == "stores" ? "ndjson" : "csv")}";
}
