using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

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

    /// <summary>The members -1, -2 and -3 of a dimension.</summary>
    public sealed record SeedMembers(PipelineLoad Load) : MigrationStep
    {
        public override string Kind => "seed-members";

        public override string Object => $"{PipelineTables.Of(Load)[0].Schema}.{PipelineTables.Of(Load)[0].Name}";
    }
}
