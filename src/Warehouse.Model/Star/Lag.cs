using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>The time between two milestones, in whole units.</summary>
public sealed record Lag(Name Name, Name From, Name To)
{
    /// <summary>What the user says it is counted in; null where only its name tells.</summary>
    public LagUnit? DeclaredUnit { get; init; }

    /// <summary>What it is counted in: as declared, else the unit among the words of its name, else days.</summary>
    public LagUnit Unit => DeclaredUnit ?? Named(Name.Text);

    private static LagUnit Named(string name)
    {
        var words = name.Split('_');
        return words.Contains("seconds") ? LagUnit.Seconds
            : words.Contains("minutes") ? LagUnit.Minutes
            : words.Contains("hours") ? LagUnit.Hours
            : name.Contains("working_days", StringComparison.Ordinal) ? LagUnit.WorkingDays
            : LagUnit.Days;
    }
}

/// <summary>What a lag is counted in.</summary>
public enum LagUnit
{
    /// <summary>Whole seconds that have passed.</summary>
    Seconds,

    /// <summary>Whole minutes that have passed.</summary>
    Minutes,

    /// <summary>Whole hours that have passed.</summary>
    Hours,

    /// <summary>Midnights (UTC) that lie between: a delivery on the next day takes one.</summary>
    Days,

    /// <summary>Working days of the calendar that lie between.</summary>
    WorkingDays,
}
