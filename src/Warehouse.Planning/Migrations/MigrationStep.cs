using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;

namespace Warehouse.Planning.Migrations;

/// <summary>One thing to do to a target's tables.</summary>
public abstract record MigrationStep
{
    private protected MigrationStep()
    {
    }

    /// <summary>What kind of step it is, in a word for programs.</summary>
    public abstract string Kind { get; }

    /// <summary>What it makes.</summary>
    public abstract string Object { get; }

    /// <summary>The toolkit's own schema, functions and tables: each is made where it is missing.</summary>
    public sealed record CreateState : MigrationStep
    {
        public override string Kind => "create-state";

        public override string Object => StateTables.Schema;
    }

    /// <summary>A schema that the target lacks.</summary>
    public sealed record CreateSchema(string Schema) : MigrationStep
    {
        public override string Kind => "create-schema";

        public override string Object => Schema;
    }

    /// <summary>A table that the target lacks.</summary>
    public sealed record CreateTable(TableDesign Table) : MigrationStep
    {
        public override string Kind => "create-table";

        public override string Object => $"{Table.Schema}.{Table.Name}";
    }

    /// <summary>A view that the target lacks, or that shows something else there.</summary>
    /// <param name="Project">Whose view it is.</param>
    public sealed record CreateView(string Project, WantedView View) : MigrationStep
    {
        public override string Kind => "create-view";

        public override string Object => View.Design.Name.ToString();
    }

    /// <summary>A view of the project's that the model no longer has, or that is made anew with other columns.</summary>
    public sealed record DropView(ObjectName View) : MigrationStep
    {
        public override string Kind => "drop-view";

        public override string Object => View.ToString();
    }

    /// <summary>The members -1, -2 and -3 of a dimension.</summary>
    public sealed record SeedMembers(PipelineLoad Load) : MigrationStep
    {
        public override string Kind => "seed-members";

        public override string Object => $"{Load.Tables[0].Schema}.{Load.Tables[0].Name}";
    }
}
