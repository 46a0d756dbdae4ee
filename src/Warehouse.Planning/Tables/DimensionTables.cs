using System.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The published table of a dimension of any kind.</summary>
public static class DimensionTables
{
    public static TableDesign Of(Dimension dimension) => dimension switch
    {
        SourcedDimension sourced => DimensionTable.Design(sourced),
        CalendarDimension calendar => CalendarTable.Design(calendar),
        ClockDimension clock => ClockTable.Design(clock),
        JunkDimension junk => CombinationTable.Design(junk),
        _ => throw new UnreachableException(dimension?.Name.Text),
    };
}
