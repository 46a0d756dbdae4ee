using Warehouse.Execution.Lineage;
using Warehouse.Sql.Dialects;

namespace Warehouse.Execution.Sessions;

/// <summary>An engine that the toolkit can execute on.</summary>
public interface IEngine
{
    /// <summary>What <c>engine:</c> of a target says.</summary>
    string Name { get; }

    Dialect Dialect { get; }

    /// <summary>Reads the target's settings. Connects to nothing.</summary>
    /// <exception cref="EngineException">A setting is missing, or a secret is not where it is said to be.</exception>
    ISessionSource Open(SessionSettings settings);

    /// <summary>How lineage names the target's tables. Connects to nothing, and has no secret in it.</summary>
    /// <exception cref="EngineException">A setting is missing.</exception>
    DatasetPlace Datasets(SessionSettings settings);
}
