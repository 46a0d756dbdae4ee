using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Oracle;

/// <summary>One version before its values are written: when it holds, and the last change of its run.</summary>
/// <param name="Tracked">The change that began it: of equal values, which all of its run's are.</param>
/// <param name="LastOfRun">The last upsert within the version's own run; of a deleted version, that of the run before it.</param>
internal sealed record Version(DateTime From, DateTime? To, bool IsDeleted, Change Tracked, Change LastOfRun);

/// <summary>Versions: the maximal runs of equal, present states.</summary>
internal static class Versions
{
    public static ImmutableArray<Version> Of(HistoryDefinition definition, ImmutableArray<Change> sequence)
    {
        var versions = new List<Version>();
        foreach (var change in sequence)
        {
            var open = versions.Count > 0 && versions[^1].To is null ? versions[^1] : null;
            if (change.IsDelete)
            {
                // A delete of what is not there changes nothing.
                if (open is null or { IsDeleted: true })
                    continue;
                versions[^1] = open with { To = change.At };
                if (definition.OnDelete == Deletion.Flag)
                    versions.Add(new(change.At, null, true, open.Tracked, open.LastOfRun));
            }
            else if (open is { IsDeleted: false } && SameState(definition, open.Tracked, change))
            {
                versions[^1] = open with { LastOfRun = change };
            }
            else
            {
                if (open is not null)
                    versions[^1] = open with { To = change.At };
                versions.Add(new(change.At, null, false, change, change));
            }
        }

        return [.. versions];
    }

    private static bool SameState(HistoryDefinition definition, Change left, Change right) =>
        definition.Attributes.Select((a, i) => !a.IsTracked || ExactValue.Same(left.Values[i], right.Values[i])).All(same => same);
}
