using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Observing;

/// <summary>Reads settings of `observe` where they are used; what is a secret leaves through the return value alone.</summary>
internal static class ObservedSetting
{
    /// <exception cref="UnusableException">The reference leads nowhere.</exception>
    public static string Read(SettingValue value, ISecretSource secrets, string key, DiagnosticRule rule)
    {
        try
        {
            return secrets.Resolve(value, $"`observe.{key}`");
        }
        catch (EngineException e)
        {
            throw new UnusableException(rule.At(SourceSpan.None, e.Message, "set it, or take the key out of `warehouse.yml`"));
        }
    }

    /// <exception cref="UnusableException">The reference leads nowhere, or to no http(s) address.</exception>
    public static Uri ReadAddress(SettingValue value, ISecretSource secrets, string key, DiagnosticRule rule) =>
        Address(Read(value, secrets, key, rule)) ?? throw NoAddress($"`observe.{key}`", rule);

    public static Uri? Address(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    public static UnusableException NoAddress(string subject, DiagnosticRule rule) =>
        new(rule.At(SourceSpan.None, $"{subject} is no http or https URL", "write it whole, with https:// before it"));
}
