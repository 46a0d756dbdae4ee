using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>The effects of a batch, written to the fact: deletes, corrections, new rows.</summary>
internal static class FactWrites
{
    private const string E = "e";
    private const string F = "f";

    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        var effects = new TableRelation(FactEffects.Effects(load), E);
        if (load.Fact.AppendsReversals)
        {
            yield return new("Take back what was corrected or deleted, by rows that negate it", Reversals(load));
        }
        else if (load.Deletes())
        {
            yield return new("Remove rows that their source deleted", new Delete(FactEffects.Target(load), F, Exists(effects, And(SameGrain(load, F), EffectKinds.Is(E, EffectKinds.Deletes)))));
        }

        if (load.Deletes is { } deletes)
        {
            var table = deletes.ToTable();
            yield return new("Forget the deletes that a newer row or delete overtakes", new Delete(
                table, "g", Exists(effects, And(SameGrain(load, "g"), EffectKinds.Is(E, EffectKinds.Deletes, EffectKinds.Absent, EffectKinds.Inserts)))));
            yield return new("Remember deletes, for older rows that come later", Remember(load, table));
        }

        if (load.Fact.OnDuplicate == OnDuplicate.Update)
            yield return new("Correct rows that the fact already holds", Correct(load));
        if (!load.Order.IsEmpty)
            yield return new("Note that a newer row says the same", Advance(load));
        yield return new("Add the new rows", Add(load));
    }

    private static Update Correct(FactLoad load)
    {
        var changed = FactEffects.Filled(load).Except(FactTable.GrainColumns(load.Fact));
        return new(FactEffects.Target(load), F, [.. changed.Select(c => new Assignment(c, Col(E, c))), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
        {
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = And(SameGrain(load, F), EffectKinds.Is(E, EffectKinds.Updates)),
        };
    }

    private static Update Advance(FactLoad load)
    {
        var order = FactEffects.OrderColumns(load);
        var sameRow = SameGrain(load, F);
        if (load.Fact.AppendsReversals)
            sameRow = And(sameRow, Eq(Col(F, GeneratedColumns.Statement), Minus(Col(E, GeneratedColumns.Statement), Int(1))), Not(Col(F, GeneratedColumns.IsReversal)));
        return new(FactEffects.Target(load), F, [.. order.Select(o => new Assignment(o, Col(E, o)))])
        {
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = And(sameRow, EffectKinds.Is(E, EffectKinds.Unchanged), Differ(E, F, order)),
        };
    }

    private static Insert Add(FactLoad load)
    {
        var row = ImmutableArray.CreateBuilder<SelectItem>();
        row.AddRange(FactEffects.Filled(load).Select(c => Col(E, c).As(c)));
        row.Add(BatchParameters.BatchId.As(GeneratedColumns.LoadedBy));
        row.Add(BatchParameters.BatchId.As(GeneratedColumns.ChangedBy));
        if (load.Fact.AppendsReversals)
        {
            row.Add(False.As(GeneratedColumns.IsReversal));
            row.Add(Col(E, GeneratedColumns.Statement).As(GeneratedColumns.Statement));
        }

        return new(FactEffects.Target(load), [.. row.Select(i => i.Name)], new Select
        {
            Items = row.ToImmutable(),
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = load.Fact.AppendsReversals ? EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates) : EffectKinds.Is(E, EffectKinds.Inserts),
        });
    }

    /// <summary>The row that was last said, under the same keys and at the same event, with its sums taken back. What is not summed is not negated.</summary>
    private static Insert Reversals(FactLoad load)
    {
        var row = ImmutableArray.CreateBuilder<SelectItem>();
        foreach (var column in FactEffects.Filled(load))
        {
            var isSummed = load.Fact.Measures.Any(m => m.Columns().Contains(column) && !m.Additivity.None);
            var isOrder = load.Order.Any(o => o.Name == column);
            row.Add((isSummed ? new Negate(Col(F, column)) : (SqlExpression)Col(isOrder ? E : F, column)).As(column));
        }

        row.Add(BatchParameters.BatchId.As(GeneratedColumns.LoadedBy));
        row.Add(BatchParameters.BatchId.As(GeneratedColumns.ChangedBy));
        row.Add(True.As(GeneratedColumns.IsReversal));
        row.Add(Col(F, GeneratedColumns.Statement).As(GeneratedColumns.Statement));
        return new(FactEffects.Target(load), [.. row.Select(i => i.Name)], new Select
        {
            Items = row.ToImmutable(),
            From = new TableRelation(FactEffects.Effects(load), E),
            Joins = [new(JoinKind.Inner, new TableRelation(FactEffects.Met(load), F), SameGrain(load, F))],
            Where = EffectKinds.Is(E, EffectKinds.Updates, EffectKinds.Deletes),
        });
    }

    private static Insert Remember(FactLoad load, TableName table)
    {
        ImmutableArray<string> columns = [.. FactTable.GrainColumns(load.Fact), .. load.Order.Select(o => o.Name)];
        return new(table, [.. columns, GeneratedColumns.LoadedBy], new Select
        {
            Items = [.. columns.Select(c => Col(E, c).As(c)), BatchParameters.BatchId.As(GeneratedColumns.LoadedBy)],
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = EffectKinds.Is(E, EffectKinds.Deletes, EffectKinds.Absent),
        });
    }

    private static SqlExpression SameGrain(FactLoad load, string relation) => SameKey(relation, E, FactTable.GrainColumns(load.Fact));
}
