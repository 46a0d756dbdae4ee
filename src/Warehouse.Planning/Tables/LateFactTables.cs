using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Tables;

/// <summary>What is kept of facts that came before their members: the natural key beside the unknown one, or the whole row aside.</summary>
public static class LateFactTables
{
    /// <summary>A fact's table with the columns that remember for whom it asked, NULL on every row that has found its members.</summary>
    public static TableDesign Remembering(TableDesign table, ImmutableArray<RoleLookup> roles) => table with
    {
        Columns =
        [
            .. table.Columns,
            .. roles.SelectMany(r => r.LateColumns.Select((c, i) => new ColumnDesign(c, r.NaturalKey[i].Type, Description: $"The {r.Role.Name.Text} that had not come."))),
        ],
    };

    /// <summary>The ledger of held rows, each as it was staged; null where no role holds any.</summary>
    public static TableDesign? Held(Fact fact, SourceRead read, ImmutableArray<RoleLookup> roles) => roles.Any(r => r.Holds)
        ? new(fact.Schema, $"{fact.Name.Text}__held",
            [
                .. Staged(fact, read, roles),
                new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that held the row."),
            ])
        {
            Description = $"Rows of {fact.Name.Text} whose members have not come yet.",
        }
        : null;

    /// <summary>The staged columns of a fact, in their order.</summary>
    private static IEnumerable<ColumnDesign> Staged(Fact fact, SourceRead read, ImmutableArray<RoleLookup> roles) =>
    [
        .. fact.Degenerate.Select(d => new ColumnDesign(d.Name.Text, d.Type)),
        .. roles.SelectMany(r => r.StagedColumns.Select((c, i) => new ColumnDesign(c, r.NaturalKey[i].Type))),
        .. fact.Measures.Select(m => new ColumnDesign(m.Name.Text, m.Type)),
        .. fact.Measures.Where(m => !m.ConvertTo.IsEmpty).Select(m => new ColumnDesign(RateLookup.CurrencyColumn(m), DataType.String)),
        .. fact.Measures.SelectMany(m => m.ConvertTo.Select(c => new ColumnDesign(m.ConvertedColumn(c), m.Type))),
        .. fact.Milestones.Select(m => new ColumnDesign(m.Name.Text, DataType.Instant)),
        new ColumnDesign(GeneratedColumns.EventAt, DataType.Instant),
        .. read.Source.DeleteWhen is null ? Array.Empty<ColumnDesign>() : [new(ChangeColumns.IsDelete, DataType.Bool)],
        .. FactOrder.Of(read).Select(o => new ColumnDesign(o.Name, o.Type)),
        .. read.Source.OnConflictColumn is { } winner ? [new ColumnDesign(ChangeColumns.WinsBy, read.TypeOf(winner.Text))] : Array.Empty<ColumnDesign>(),
    ];
}
