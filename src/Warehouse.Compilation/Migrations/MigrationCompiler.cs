using System.Collections.Immutable;
using System.Diagnostics;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Compilation.Views;
using Warehouse.Planning.Migrations;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Writing;

namespace Warehouse.Compilation.Migrations;

/// <summary>A step of a migration as statements.</summary>
public static class MigrationCompiler
{
    /// <summary>The plan's statements in a dialect's words, step by step.</summary>
    /// <exception cref="Warehouse.Sql.UnsupportedException">The dialect cannot say it.</exception>
    public static ImmutableArray<MigrationStatements> Compile(MigrationPlan plan, Dialect dialect) =>
    [
        .. plan.Steps.Select(step => new MigrationStatements(
            step,
            Purpose(step),
            [
                .. step is MigrationStep.CreateState ? dialect.Prelude : [],
                .. Steps(step).SelectMany(s => SqlWriter.WriteEach(s.Statement, dialect, ParameterStyle.Driver)).Where(t => t.Length > 0),
            ])),
    ];

    private static ImmutableArray<LoadStep> Steps(MigrationStep step) => step switch
    {
        MigrationStep.CreateState => SchemaCompiler.State(),
        MigrationStep.CreateSchema schema => [new("", new Sql.Tree.CreateSchema(schema.Schema))],
        MigrationStep.CreateTable table => SchemaCompiler.Creation(table.Table),
        MigrationStep.SeedMembers members => SchemaCompiler.Members(members.Load),
        MigrationStep.CreateView view => ViewCompiler.Publication(view.Project, [view.View]),
        MigrationStep.DropView view => ViewCompiler.Removal(view.View),
        _ => throw new UnreachableException(step.Kind),
    };

    private static string Purpose(MigrationStep step) => step switch
    {
        MigrationStep.CreateState => "what the warehouse remembers of its own loading",
        MigrationStep.CreateView view => view.View.Design.Description,
        MigrationStep.CreateTable { Table.Description: { } description } => description,
        MigrationStep.SeedMembers members => "-1 unknown, -2 not applicable, -3 not yet happened",
        _ => "",
    };
}

/// <summary>A step and its statements, none with a terminator.</summary>
/// <param name="Purpose">What it is for; may be empty.</param>
public sealed record MigrationStatements(MigrationStep Step, string Purpose, ImmutableArray<string> Sql);
