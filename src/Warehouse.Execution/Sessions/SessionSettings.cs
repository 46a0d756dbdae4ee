using Warehouse.Model.Star;

namespace Warehouse.Execution.Sessions;

/// <summary>What an adapter needs to open sessions to a target.</summary>
public sealed record SessionSettings(Target Target, ISecretSource Secrets, IProjectFolder Folder)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a statement waits for a lock that a rival holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a statement may run; null: as long as it takes.</summary>
    public TimeSpan? StatementTimeout { get; init; }
}
