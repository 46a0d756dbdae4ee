using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Schema;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>A row of a test: columns and their values.</summary>
internal sealed class RowShape : Shape<TestRow>
{
    private static readonly Shape<ImmutableArray<(Name, Scalar)>> Cells =
        new NamedMap<(Name, Scalar)>(new ValueEntry<Scalar, (Name, Scalar)>(Scalars.Value, (column, value) => (column, value)));

    public override bool TryRead(Node node, string subject, ReadContext context, [MaybeNullWhen(false)] out TestRow value)
    {
        value = null;
        if (node is not MapNode)
        {
            return Refuse(node, subject, "rows, each a map", "write a row as `{column: value}`", context);
        }

        Cells.TryRead(node, subject, context, out var cells);
        value = new TestRow(node.Span, cells);
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) => definitions.Reference("test row", () => Cells.Schema(definitions));
}
