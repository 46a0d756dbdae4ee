using System.Collections.Frozen;
using System.Collections.Immutable;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>What one engine's SQL is: facts, spellings of nodes, and the rewrites of the tree that it needs.</summary>
public sealed record Dialect
{
    /// <summary>As in <c>engine:</c> of a target.</summary>
    public required string Name { get; init; }

    /// <summary>As traces name the engine: <c>db.system.name</c> of OpenTelemetry's semantic conventions, or a name in their manner where they have none.</summary>
    public required string DatabaseSystem { get; init; }

    public required Identifiers Identifiers { get; init; }

    public required TypeNames Types { get; init; }

    public required LiteralSpelling Literals { get; init; }

    /// <summary>How a text of the user's own is read, so far as to see where it ends.</summary>
    public TextSyntax Texts { get; init; } = new();

    public required ParameterSpelling Parameters { get; init; }

    public required NullOrder NullOrder { get; init; }

    /// <summary>What joins two texts.</summary>
    public string Concatenation { get; init; } = "||";

    /// <summary>The function that counts into 64 bits.</summary>
    public string Count { get; init; } = "count";

    /// <summary>Functions are written in upper case, as the vendor's own pages do.</summary>
    public bool UpperCaseFunctions { get; init; }

    /// <summary>How a query is cut off: LIMIT at its end, or TOP at its beginning.</summary>
    public RowLimit RowLimit { get; init; }

    /// <summary>CREATE and DROP commit the open transaction, those of temporary tables too.</summary>
    public bool DefinitionsCommit { get; init; }

    /// <summary>Why a table is not divided by a column of the model's choice; null where it is.</summary>
    public string? WithoutPartitions { get; init; }

    /// <summary>Why a table is not clustered by columns of the model's choice; null where it is.</summary>
    public string? WithoutClustering { get; init; }

    /// <summary>A query that is cut off, or only asked whether it has a row, is planned for its first rows, however few it will turn out to have.</summary>
    public bool PlansForFirstRows { get; init; }

    /// <summary>What follows the beginning of a load's transaction: settings that hold until it ends.</summary>
    public ImmutableArray<string> TransactionSettings { get; init; } = [];

    public required ExpressionSpellings Expressions { get; init; }

    public required StatementSpellings Statements { get; init; }

    /// <summary>In the order in which they are applied.</summary>
    public required ImmutableArray<Lowering> Lowerings { get; init; }

    /// <summary>Portable functions by name.</summary>
    public IReadOnlyDictionary<string, FunctionSpelling> Functions { get; init; } = FrozenDictionary<string, FunctionSpelling>.Empty;

    /// <summary>Statements that every other statement may rely on, run once before anything else in a warehouse; they may be run again.</summary>
    public ImmutableArray<string> Prelude { get; init; } = [];

    /// <summary>What a script begins with, before its parameters: settings that make it stop at the first error.</summary>
    public string ScriptHead { get; init; } = "";

    /// <summary>The head of a script that takes these parameters, with its line feeds.</summary>
    public string ScriptPrologue(IEnumerable<Parameter> parameters) => ScriptHead + Parameters.Prologue(parameters, Types);
}

/// <summary>Where an engine puts NULLs in an order that does not say.</summary>
public enum NullOrder
{
    /// <summary>NULL is above every value: last ascending, first descending.</summary>
    Highest,

    /// <summary>NULL is below every value, and the engine can be told otherwise.</summary>
    Lowest,

    /// <summary>NULLs come last in either direction.</summary>
    AlwaysLast,
}

/// <summary>How a query is cut off after some rows.</summary>
public enum RowLimit
{
    Limit,
    Top,
}
