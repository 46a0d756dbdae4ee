using System.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Execution.Sessions;

/// <summary>Reads the value of a setting from where it is said to be. A value that is a secret leaves only through the return value, never in a message.</summary>
public static class SecretResolution
{
    /// <param name="subject">The setting as a message names it.</param>
    /// <exception cref="EngineException">There is nothing where the setting says.</exception>
    public static string Resolve(this ISecretSource secrets, SettingValue value, string subject) => value switch
    {
        SettingValue.Text t => t.Value,
        SettingValue.FromEnvironment e => secrets.Environment(e.Variable)
            ?? throw Missing($"{subject} is read from the environment variable `{e.Variable}`, which is not set"),
        SettingValue.FromFile f => secrets.File(f.Path)?.TrimEnd('\r', '\n')
            ?? throw Missing($"{subject} is read from the file `{f.Path}`, which is not there"),
        _ => throw new UnreachableException(value.GetType().Name),
    };

    private static EngineException Missing(string message) => new(EngineFailure.SettingsUnusable, message);
}
