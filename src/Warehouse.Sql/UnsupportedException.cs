namespace Warehouse.Sql;

/// <summary>What the tree says cannot be said in a dialect; whoever compiles turns it into a diagnostic at the place in the model.</summary>
public sealed class UnsupportedException(string dialect, string construct, string help)
    : Exception($"{construct} cannot be written for `{dialect}`")
{
    public string Dialect { get; } = dialect;

    /// <summary>What cannot be written, with names in backticks, as the beginning of a sentence.</summary>
    public string Construct { get; } = construct;

    /// <summary>What to do instead, as an order.</summary>
    public string Help { get; } = help;
}
