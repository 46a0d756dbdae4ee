using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>What a fact holds, and what waits for its members, by loads.md alone.</summary>
internal sealed class FactOracle(StarDefinition definition, ImmutableArray<StarMembers> dimensions)
{
    private readonly FactTable _table = definition.Kind switch
    {
        FactKind.Accumulating => new AccumulatingTable(definition),
        FactKind.Periodic => new PeriodicTable(definition),
        _ => new TransactionTable(definition),
    };

    private readonly Dictionary<object, FactRow> _held = [];

    public IEnumerable<StoredFact> Stored => _table.Stored;

    public IEnumerable<FactRow> Held => _held.Values;

    /// <summary>Rows that were turned away when they waited no longer.</summary>
    public int RejectedLater { get; private set; }

    public FactReport Load(DateTime at, ImmutableArray<FactRow> rows)
    {
        var report = new FactReport { Read = rows.Length };
        var sound = rows.Where(r => IsSound(r, at)).ToList();
        report.Rejected = rows.Length - sound.Count;
        var last = LastOfEach(sound, report);
        var known = last.Where(r => !IsTurnedAway(r, report)).ToList();
        var waited = known.Where(r => GoesBeforeHeld(r, report)).ToList();
        var accepted = waited.Where(r => !IsHeld(r, report)).ToList();
        Say(accepted, report);
        return report;
    }

    /// <summary>Rows all of whose members have come go the way of any other.</summary>
    public void Release()
    {
        var released = _held.Where(h => !Waits(h.Value)).ToList();
        released.ForEach(h => _held.Remove(h.Key));
        var report = new FactReport();
        Say([.. released.Select(h => h.Value)], report);
        RejectedLater += report.Rejected;
    }

    /// <summary>Whether a row of the fact has the member's key.</summary>
    public bool RefersTo(int dimension, MemberKey key) =>
        Stored.Any(s => definition.Roles.Where((r, i) => r.Dimension == dimension && s.Row.Keys[i] == key).Any());

    private bool IsSound(FactRow row, DateTime at) =>
        row.Number is not null && IsDated(row) && !(row.At < at - definition.Accepts);

    /// <summary>A delete names its row, and a process need not have begun.</summary>
    private bool IsDated(FactRow row) => definition.Kind switch
    {
        FactKind.Accumulating => true,
        FactKind.Periodic => row.At >= StarCalendar.First && row.At <= StarCalendar.Last,
        _ => row.At is not null || row.IsDelete,
    };

    /// <summary>Equal rows collapse, the last one stands, and of rows that tie and differ none is accepted.</summary>
    private IEnumerable<FactRow> LastOfEach(IEnumerable<FactRow> sound, FactReport report)
    {
        foreach (var same in sound.GroupBy(_table.Identity))
        {
            var told = new List<FactRow>();
            foreach (var tied in same.GroupBy(_table.Place))
            {
                var first = tied.First();
                if (tied.All(first.SaysSameAs))
                {
                    told.Add(first);
                    report.Superseded += tied.Count() - 1;
                }
                else
                {
                    report.Rejected += tied.Count();
                }
            }

            if (told.Count == 0)
                continue;
            report.Superseded += told.Count - 1;
            yield return told.MaxBy(_table.Place)!;
        }
    }

    private bool IsTurnedAway(FactRow row, FactReport report)
    {
        var isUnknown = Named(row, LateRule.Reject).Any(n => !dimensions[n.Role.Dimension].Has(n.Key));
        report.Rejected += isUnknown ? 1 : 0;
        return isUnknown;
    }

    /// <summary>A row of a grain that waits already: the newer takes its place, or it is one that the fact has.</summary>
    private bool GoesBeforeHeld(FactRow row, FactReport report)
    {
        if (!_held.TryGetValue(_table.Identity(row), out var held))
            return true;
        if (definition.OnDuplicate == Duplicates.Reject)
        {
            report.Rejected++;
            return false;
        }

        if (definition.OnDuplicate == Duplicates.Ignore || (definition.HasOrder && Nullable.Compare(row.Order, held.Order) < 0))
        {
            report.Superseded++;
            return false;
        }

        _held.Remove(_table.Identity(row));
        return true;
    }

    private bool IsHeld(FactRow row, FactReport report)
    {
        if (!Waits(row))
            return false;
        report.Held++;
        _held[_table.Identity(row)] = row;
        return true;
    }

    private bool Waits(FactRow row) => Named(row, LateRule.Hold).Any(n => !dimensions[n.Role.Dimension].HasCome(n.Key));

    private void Say(IReadOnlyCollection<FactRow> rows, FactReport report)
    {
        foreach (var (role, key) in rows.SelectMany(r => Named(r, LateRule.Infer)))
            dimensions[role.Dimension].Infer(key);
        _table.Say([.. rows], report);
    }

    private IEnumerable<(StarRole Role, MemberKey Key)> Named(FactRow row, LateRule rule) =>
        definition.Roles.Select((role, i) => (Role: role, Key: row.Keys[i])).Where(n => n.Role.Late == rule && n.Key is not null).Select(n => (n.Role, n.Key!));
}
