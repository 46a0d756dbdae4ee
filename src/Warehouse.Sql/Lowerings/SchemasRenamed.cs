using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>Puts everything into other schemas than statements name: what is compiled for a warehouse runs beside it, and never touches it.</summary>
public static class SchemasRenamed
{
    /// <summary>The dialect, with every schema renamed, the one that holds its own functions included.</summary>
    /// <param name="rename">The new name of a schema: one that needs no quotes.</param>
    /// <remarks>A query in the user's own words names what it names: it is left alone.</remarks>
    public static Dialect InSchemas(this Dialect dialect, Func<string, string> rename) => dialect with
    {
        // Functions of the prelude have their names only after they have been spelled.
        Lowerings = [Tables(rename), .. dialect.Lowerings, Functions(rename)],
        // A prelude is the dialect's own text, in which the name stands for nothing else.
        Prelude = [.. dialect.Prelude.Select(text => text.Replace(ConversionCalls.Schema, rename(ConversionCalls.Schema), StringComparison.Ordinal))],
    };

    private static Lowering Tables(Func<string, string> rename) =>
        TablesRenamed.Of(nameof(SchemasRenamed), table => table.Schema is { } schema ? table with { Schema = rename(schema) } : table, rename);

    private static Lowering Functions(Func<string, string> rename)
    {
        var (old, renamed) = ($"{ConversionCalls.Schema}.", $"{rename(ConversionCalls.Schema)}.");
        return Lowering.Of(nameof(SchemasRenamed), _ => TreeMap.BottomUp(
            node => node is Spelled spelled ? spelled with { Pattern = spelled.Pattern.Replace(old, renamed, StringComparison.Ordinal) } : node));
    }
}
