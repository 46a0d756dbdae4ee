using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What a full refresh of a pipeline loads: everything that its source has, into tables aside, and then in place of what is there.</summary>
/// <param name="Aside">The load into the tables aside: it touches no other table, but for members that it infers.</param>
/// <param name="InPlace">The load by which the result is put in place: of a dimension every member's history is made anew, whatever its feed.</param>
public sealed record RefreshPlan(PipelineLoad Aside, PipelineLoad InPlace)
{
    /// <summary>Why a pipeline cannot be refreshed as a whole; null where it can.</summary>
    public static string? Unfit(PipelineLoad load) => load switch
    {
        BridgeLoad => "facts keep the keys of its groups, and nothing tells yet which group is which",
        DimensionLoad { Profiles.IsEmpty: false } => "facts keep the keys of its mini-dimensions, and nothing tells yet which combination is which",
        DimensionLoad { OneChangeAMember: true, Source.Origin: not SourceOrigin.Files } dimension when IsObserved(dimension) =>
            "its source says what is so now and not what was: the history that was observed would be lost",
        _ => null,
    };

    /// <summary>Whether the next load reads again what is new since the last one: a deletion among it is seen only by a load that knows its member, and aside there may be none.</summary>
    public bool ReadsAgain => Aside is DimensionLoad { OneChangeAMember: true, Dimension.OnDelete: OnDelete.Flag, Source: { DeleteWhen: not null, Watermark: not null } };

    /// <summary>Whether the dimension keeps what a row that says what is so now does not say: versions, the first value, the one before, or what it leaves out.</summary>
    private static bool IsObserved(DimensionLoad load) =>
        load.Dimension.HasVersions || load.Dimension.Attributes.Any(a => a.Scd is 0 or 3) || load.Source.NullMeans == NullMeans.Unchanged;

    public static RefreshPlan Of(Project project, PipelineLoad load) => load switch
    {
        DimensionLoad dimension => new(
            dimension with { Aggregates = [], Releases = [], FactRoles = [], Awaited = [], References = [] },
            LoadPlanner.Plan(Woven(project, dimension.Source)).First(l => l.Pipeline == load.Pipeline)),
        FactLoad fact => new(fact with { Aggregates = [] }, fact),
        _ => throw new ArgumentException($"{load.Pipeline} cannot be refreshed", nameof(load)),
    };

    /// <summary>A history that is put in place whole is a history made anew, as late changes make it.</summary>
    private static Project Woven(Project project, Source source) => project with
    {
        Sources = [.. project.Sources.Select(s => s.Name == source.Name ? s with { Feed = Feed.Changes } : s)],
        Dimensions = [.. project.Dimensions.Select(d => d is SourcedDimension sourced && sourced.Source == source.Name ? sourced with { Remember = Remember.Forever } : d)],
    };
}
