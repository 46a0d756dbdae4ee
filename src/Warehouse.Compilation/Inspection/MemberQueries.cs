using System.Collections.Immutable;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Inspection;

/// <summary>What a target is asked about one member of a dimension: its versions, its accepted changes, and the batches of both.</summary>
public sealed class MemberQueries(DimensionLoad load)
{
    private const string B = "b";
    private const string C = "c";
    private const string D = "d";
    private readonly ImmutableArray<KeyPart> _key = load.Dimension.NaturalKey;

    /// <summary>The natural key as somebody typed it.</summary>
    public ImmutableArray<Parameter> Typed { get; } = [.. load.Dimension.NaturalKey.Select((k, i) => new Parameter(NameOf("typed", i), new SqlType.Text()))];

    /// <summary>The natural key as the dimension holds it.</summary>
    public ImmutableArray<Parameter> Key { get; } = [.. load.Dimension.NaturalKey.Select((k, i) => new Parameter(NameOf("key", i), SqlTypes.Of(k.Type)))];

    /// <summary>One row: the typed key converted as a load converts it, a part NULL where it does not convert.</summary>
    public Select Converted { get; } = new()
    {
        Items = [.. load.Dimension.NaturalKey.Select((k, i) => new TryConvert(new Parameter(NameOf("typed", i), new SqlType.Text()), SqlTypes.Of(k.Type)).As(k.Name.Text))],
    };

    /// <summary>The member's rows with all their columns, in the order of time.</summary>
    public Select Versions => new()
    {
        Items = [.. load.Table.Columns.Select(c => Col(D, c.Name).As(c.Name))],
        From = new TableRelation(load.Table.ToTable(), D),
        Where = IsMember(D),
        OrderBy = [.. load.Dimension.HasVersions ? [Col(D, GeneratedColumns.ValidFrom).Ascending()] : Array.Empty<Ordering>(), Col(D, load.Dimension.KeyColumn).Ascending()],
    };

    /// <summary>The member's accepted changes in the order in which they count; null where the dimension keeps none.</summary>
    public Select? Changes => load.ChangeStore is not { } store ? null : new()
    {
        Items = [.. store.Columns.Select(c => Col(C, c.Name).As(c.Name))],
        From = new TableRelation(store.ToTable(), C),
        Joins = [new(JoinKind.Left, new TableRelation(StateTables.Batch.ToTable(), B), Eq(Col(B, "batch_id"), Col(C, GeneratedColumns.LoadedBy)))],
        Where = IsMember(C),
        OrderBy =
        [
            Col(C, ChangeColumns.EffectiveAt).Ascending(),
            .. load.Source.OrderBy.Select((o, i) => Col(C, ChangeColumns.Order(i)).Ascending(isText: load.Read.TypeOf(o.Text) is DataType.Text)),
            Col(C, ChangeColumns.IsDelete).Ascending(),
            // Of one order the later arrival corrects the earlier one.
            Col(B, "committed_at").Ascending(),
        ],
    };

    /// <summary>The batches that wrote the member, and those of the dimension's own that deleted somebody at the moment at which one of its versions ends.</summary>
    public Select Batches
    {
        get
        {
            var id = Col(B, "batch_id");
            var wrote = Found(load.Table, D, Or(Eq(Col(D, GeneratedColumns.LoadedBy), id), Eq(Col(D, GeneratedColumns.ChangedBy), id)));
            SqlExpression accepted = load.ChangeStore is { } store ? Found(store, C, Eq(Col(C, GeneratedColumns.LoadedBy), id)) : False;
            var deleted = load.Dimension.HasVersions
                ? And(
                    Eq(Col(B, "pipeline"), Text(load.Pipeline)),
                    Greater(Col(B, LoadCounts.Deleted), Int(0)),
                    Found(load.Table, D, Eq(Col(D, GeneratedColumns.ValidTo), Bounds.Kept(load.Dimension, Col(B, "batch_at")))))
                : False;
            return new()
            {
                Items = [.. new[] { "batch_id", "pipeline", "source", "file", "batch_at", "committed_at", "mode", LoadCounts.Deleted }.Select(c => Col(B, c).As(c))],
                From = new TableRelation(StateTables.Batch.ToTable(), B),
                Where = Or(wrote, accepted, deleted),
                OrderBy = [Col(B, "committed_at").Ascending(), Col(B, "batch_at").Ascending(), id.Ascending(isText: true)],
            };
        }
    }

    private Exists Found(TableDesign table, string alias, SqlExpression condition) => Exists(new TableRelation(table.ToTable(), alias), And(IsMember(alias), condition));

    private SqlExpression IsMember(string relation) => And(_key.Select((k, i) => Eq(Col(relation, k.Name.Text), Key[i])));

    private static string NameOf(string what, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}_{index + 1}");
}
