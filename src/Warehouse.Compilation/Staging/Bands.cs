using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>The label of the range that a number falls into: `under 0`, `0 to 25000`, …, `100000 and over`. An edge belongs to the range that it begins; NULL has no label.</summary>
internal static class Bands
{
    public static SqlExpression Label(SourceRead read, Band band)
    {
        var value = StageValues.Column(read, band.Column.Text, SourceColumns.Number);
        var branches = ImmutableArray.CreateBuilder<CaseBranch>();
        branches.Add(new(IsNull(value), NullText));
        for (var i = 0; i < band.Edges.Length; i++)
            branches.Add(new(Less(value, Edge(band.Edges[i])), Text(i == 0 ? $"under {Written(band.Edges[0])}" : $"{Written(band.Edges[i - 1])} to {Written(band.Edges[i])}")));
        return new Case(branches.ToImmutable(), Text($"{Written(band.Edges[^1])} and over"));
    }

    private static Cast Edge(decimal edge) => new(new Literal.Decimal(edge), SqlTypes.Of(SourceColumns.Number));

    private static string Written(decimal edge) => edge.ToString("0.#########", CultureInfo.InvariantCulture);
}
