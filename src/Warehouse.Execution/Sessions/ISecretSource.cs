namespace Warehouse.Execution.Sessions;

/// <summary>Where the values of <c>${env.NAME}</c> and <c>${file:path}</c> are found. Only adapters ask it, and what sends to an address that is a secret.</summary>
public interface ISecretSource
{
    /// <summary>The environment variable's value, or null where it is not set.</summary>
    string? Environment(string variable);

    /// <summary>The file's text, or null where there is no such file below the project's folder.</summary>
    string? File(string path);
}
