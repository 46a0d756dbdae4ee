using System.Globalization;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>The switch of what takes long.</summary>
internal static class Soak
{
    /// <summary>How long a soak goes on; null where none was asked for.</summary>
    public static double? Minutes { get; } =
        Environment.GetEnvironmentVariable("WAREHOUSE_SOAK_MINUTES") is { Length: > 0 } minutes ? double.Parse(minutes, CultureInfo.InvariantCulture) : null;
}
