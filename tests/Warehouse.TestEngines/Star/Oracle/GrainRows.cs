using System.Collections.Immutable;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>What the fact has of one grain, and where its last word stood in the order.</summary>
internal sealed class GrainRows(StarDefinition definition)
{
    private (long? Order, bool IsDelete)? _last;
    private FactRow? _standing;

    public ImmutableArray<StoredFact> Stored { get; private set; } = [];

    /// <summary>The rows of one batch, in order: they come to one statement.</summary>
    public void Say(ImmutableArray<FactRow> rows, FactReport report)
    {
        var fresh = rows.Where(r => !IsOvertaken(r)).ToList();
        report.Superseded += rows.Length - Math.Min(1, fresh.Count);
        if (fresh.Count > 0)
            Say(definition.NullMeansUnchanged ? Completed(fresh) : fresh[^1], report);
    }

    /// <summary>What rows leave out is as the row before them has it; a delete ends that.</summary>
    private FactRow Completed(List<FactRow> rows)
    {
        var known = _standing;
        foreach (var row in rows)
            known = row.IsDelete ? null : known is null ? row : Complete(row, known);
        return known ?? rows[^1];
    }

    private static FactRow Complete(FactRow row, FactRow known) => row with
    {
        Keys = [.. row.Keys.Select((k, i) => k ?? known.Keys[i])],
        Quantity = row.Quantity ?? known.Quantity,
        Amount = row.Amount ?? known.Amount,
        Price = row.Price ?? known.Price,
    };

    private void Say(FactRow row, FactReport report)
    {
        if (row.IsDelete)
            Delete(row, report);
        else if (_standing is null)
            Insert(row, report);
        else if (_standing.SaysSameAs(row))
            Repeat(row, report);
        else
            Differ(row, report);
    }

    /// <summary>Of equal places the later arrival counts, and a delete before an upsert.</summary>
    private bool IsOvertaken(FactRow row)
    {
        if (!definition.KeepsOrder || _last is not { } last)
            return false;
        var place = Nullable.Compare(row.Order, last.Order);
        return place < 0 || (place == 0 && last.IsDelete && !row.IsDelete);
    }

    private void Delete(FactRow row, FactReport report)
    {
        if (_standing is null)
        {
            report.Unchanged++;
        }
        else
        {
            report.Deleted++;
            TakeBack();
        }

        _last = (row.Order, true);
    }

    private void Insert(FactRow row, FactReport report)
    {
        report.Inserted++;
        Append(row);
    }

    private void Repeat(FactRow row, FactReport report)
    {
        report.Unchanged++;
        _last = (row.Order, false);
    }

    private void Differ(FactRow row, FactReport report)
    {
        switch (definition.OnDuplicate)
        {
            case Duplicates.Ignore:
                report.Ignored++;
                break;
            case Duplicates.Reject:
                report.Rejected++;
                break;
            default:
                report.Updated++;
                TakeBack();
                Append(row);
                break;
        }
    }

    /// <summary>What was said is negated, but for what is not summed, or is simply no longer there.</summary>
    private void TakeBack()
    {
        if (definition.AppendsReversals)
        {
            var said = Stored[^1];
            Stored = Stored.Add(new(said.Row with { Quantity = -said.Row.Quantity, Amount = -said.Row.Amount }, said.Statement, true));
        }
        else
        {
            Stored = [];
        }

        _standing = null;
    }

    private void Append(FactRow row)
    {
        Stored = Stored.Add(new(row, definition.AppendsReversals ? (Stored.IsEmpty ? 0 : Stored[^1].Statement) + 1 : null));
        _standing = row;
        _last = (row.Order, false);
    }
}
