using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>The rows of one member: a function of its accepted changes, and of nothing else.</summary>
internal static class MemberRows
{
    private static readonly DateTime Beginning = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<HistoryRow> Of(HistoryDefinition definition, MemberKey key, IEnumerable<Change> accepted)
    {
        var sequence = Sequence.Of(definition, accepted);
        var upserts = sequence.Where(c => !c.IsDelete).ToImmutableArray();
        if (upserts.IsEmpty)
            yield break;
        if (!definition.HasVersions)
        {
            yield return new(key, Cells(definition, upserts, upserts[^1], upserts[^1]), IsDeleted: definition.OnDelete == Deletion.Flag && sequence[^1].IsDelete);
            yield break;
        }

        var versions = Versions.Of(definition, sequence);
        for (var i = 0; i < versions.Length; i++)
        {
            var version = versions[i];
            var from = i == 0 && definition.FirstVersionOpen && version.From > Beginning ? Beginning : version.From;
            yield return new(key, Cells(definition, upserts, version.Tracked, version.LastOfRun), from, version.To, version.IsDeleted);
        }
    }

    private static ImmutableArray<object?> Cells(HistoryDefinition definition, ImmutableArray<Change> upserts, Change own, Change lastOfRun)
    {
        var cells = ImmutableArray.CreateBuilder<object?>();
        for (var i = 0; i < definition.Attributes.Length; i++)
        {
            var attribute = definition.Attributes[i];
            var last = upserts[^1].Values[i];
            switch (attribute.Scd)
            {
                case 0:
                    cells.Add(upserts[0].Values[i]);
                    break;
                case 1:
                    cells.Add(attribute.PerRun ? lastOfRun.Values[i] : last);
                    break;
                case 3:
                    cells.AddRange(last, Prior(upserts, i));
                    break;
                case 6:
                    cells.AddRange(own.Values[i], last);
                    break;
                default:
                    cells.Add(own.Values[i]);
                    break;
            }
        }

        return cells.ToImmutable();
    }

    /// <summary>The value before the last change of it; NULL where it never changed.</summary>
    private static object? Prior(ImmutableArray<Change> upserts, int attribute)
    {
        object? prior = null;
        for (var i = 1; i < upserts.Length; i++)
        {
            if (!ExactValue.Same(upserts[i].Values[attribute], upserts[i - 1].Values[attribute]))
                prior = upserts[i - 1].Values[attribute];
        }

        return prior;
    }
}
