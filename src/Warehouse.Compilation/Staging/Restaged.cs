using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Compilation.Staging;

/// <summary>The staging of rows that were staged before: of a row that was rejected later than at its conversion only its staged columns are kept.</summary>
internal static class Restaged
{
    /// <summary>The same table from columns that bear its own names; it is screened as ever.</summary>
    public static StageDesign Of(StageDesign stage)
    {
        var read = new SourceRead(stage.Read.Source with { Watermark = null, Delivery = Delivery.Plain }, [.. stage.Columns.Select(c => new SourceColumnRead(c.Name, c.Type))]) { TypeAliases = stage.Read.TypeAliases };
        return stage with { Read = read, Columns = [.. stage.Columns.Select(c => c with { Value = StageValues.Column(read, c.Name, c.Type) })] };
    }
}
