using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>A dimension as it looks in one of its roles: every column bears the role's name, so that a query may join the dimension several times.</summary>
public sealed record RoleView(string Schema, Role Role, Dimension Dimension) : ViewDesign(new ObjectName(Schema, Role.Name.Text))
{
    /// <summary>The dimension's columns and what each is called in the role, in the dimension's order.</summary>
    public ImmutableArray<RoleColumn> Relabelled { get; } = Relabel(Role.Name.Text, Dimension);

    public override ImmutableArray<ColumnDesign> Columns => [.. Relabelled.Select(c => c.Column with { Name = c.Name })];

    public override ImmutableArray<ObjectName> Reads => [new(Dimension.Schema, Dimension.TableName)];

    public override string Description => $"{Dimension.Name.Text} in the role of {Role.Name.Text}.";

    public override SourceSpan DeclaredAt => Role.Name.Span;

    private static ImmutableArray<RoleColumn> Relabel(string role, Dimension dimension)
    {
        var columns = PublishedColumns.Of(DimensionTables.Of(dimension));
        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var own = dimension.Name.Text;
        return [.. columns.Select(c => new RoleColumn(c, Named(c.Name)))];

        // The dimension's name at a column's head gives way to the role's: `date_key` is `order_date_key`, as in the fact. Where the
        // rest is a column of its own too (`name` beside `customer_name`), the column keeps its name whole, so that no two meet.
        string Named(string column) =>
            column == own ? role
            : column.StartsWith(own + "_", StringComparison.Ordinal) && column[(own.Length + 1)..] is var rest && !names.Contains(rest) ? $"{role}_{rest}"
            : $"{role}_{column}";
    }
}

/// <summary>A column of a dimension, and what it is called in a role.</summary>
public sealed record RoleColumn(ColumnDesign Column, string Name);
