using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Loads;

/// <summary>One statement of a load and what it is for.</summary>
/// <param name="Purpose">A sentence without a full stop: the comment above the statement, and what an error names.</param>
public sealed record LoadStep(string Purpose, Statement Statement)
{
    /// <summary>How many rows the statement must write; another number means that a rival was here, and rolls back.</summary>
    public long? ExpectedRows { get; init; }

    /// <summary>The flag of the command line that skips this guard, such as <c>accept-deletes</c>.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>The modes of <see cref="BatchMode"/> in which a batch leaves it out.</summary>
    public ImmutableArray<string> LeftOutIn { get; init; } = [];
}
