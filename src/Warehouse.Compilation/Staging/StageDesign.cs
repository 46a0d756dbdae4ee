using System.Collections.Immutable;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Staging;

/// <summary>What one batch's rows look like once they are typed, and which of them are screened out.</summary>
public sealed record StageDesign
{
    public required TableName Table { get; init; }

    public required SourceRead Read { get; init; }

    public required ImmutableArray<StageColumn> Columns { get; init; }

    /// <summary>The staged columns that must not be NULL: a natural key, a grain.</summary>
    public required ImmutableArray<string> Key { get; init; }

    /// <summary>The staged columns of which rows that agree speak of one thing: of several such rows the last by <see cref="Order"/> stands.</summary>
    public required ImmutableArray<string> Identity { get; init; }

    /// <summary>Those of <see cref="Identity"/> that may be NULL, which then is a value like others.</summary>
    public ImmutableArray<string> NullableIdentity { get; init; } = [];

    /// <summary>What puts rows of one identity in order, best first; rows that tie and differ are a conflict.</summary>
    public ImmutableArray<Ordering> Order { get; init; } = [];

    /// <summary>Further reasons to reject a row, asked in order after conversion and keys, over <see cref="StageCompiler.Evaluated"/>.</summary>
    public ImmutableArray<Screen> Screens { get; init; } = [];

    /// <summary>The alias under which statements read the table.</summary>
    public const string Alias = "s";

    /// <summary>The staging table, as a relation.</summary>
    public Relation Relation => new TableRelation(Table, Alias);

    /// <summary>The rows that go on.</summary>
    public static SqlExpression Accepted => TreeSyntax.Eq(TreeSyntax.Col(Alias, ChangeColumns.Outcome), TreeSyntax.Text(Outcomes.Accepted));

    /// <summary>The rows that say something new, whether or not another of the batch overtakes it.</summary>
    public static SqlExpression IsTaken => new In(
        TreeSyntax.Col(Alias, ChangeColumns.Outcome), [TreeSyntax.Text(Outcomes.Accepted), TreeSyntax.Text(Outcomes.Superseded), TreeSyntax.Text(Outcomes.Late)]);
}

/// <summary>A reason to reject a row.</summary>
/// <param name="Code">kebab-case, as it stands in <c>rejected_row</c>.</param>
public sealed record Screen(string Code, SqlExpression Rejects, string Reason);

/// <summary>What becomes of a staged row.</summary>
public static class Outcomes
{
    public const string Accepted = "accepted";

    /// <summary>It says what another row of the batch says.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A later row of the batch has overtaken it.</summary>
    public const string Superseded = "superseded";

    public const string Rejected = "rejected";

    /// <summary>It waits for a member that has not come.</summary>
    public const string Held = "held";

    /// <summary>A change that is not newer than its member's last, or goes with such a one: the member is made anew.</summary>
    public const string Late = "late";

    /// <summary>A change that takes the place of one that is remembered.</summary>
    public const string Corrected = "corrected";
}
