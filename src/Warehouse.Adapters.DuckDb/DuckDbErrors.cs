using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Warehouse.Execution.Sessions;

namespace Warehouse.Adapters.DuckDb;

/// <summary>What DuckDB's errors mean for what is done next.</summary>
internal static class DuckDbErrors
{
    public static EngineException Translate(DuckDBException error)
    {
        var message = FirstLine(error.Message);
        return new(Classify(error.ErrorType, message), message, error) { EngineCode = error.ErrorType.ToString() };
    }

    /// <summary>Without the excerpt of the statement, which DuckDB appends.</summary>
    public static string FirstLine(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd();
    }

    private static EngineFailure Classify(DuckDBErrorType type, string message)
    {
        // Two transactions of this process have met on one row; DuckDB does not wait, it stops the second.
        if (type == DuckDBErrorType.Transaction && message.Contains("onflict", StringComparison.Ordinal))
            return EngineFailure.Transient;
        var missing = message.StartsWith("Catalog Error: Table with name", StringComparison.Ordinal)
            || message.StartsWith("Catalog Error: Schema with name", StringComparison.Ordinal)
            || message.StartsWith("Binder Error: Schema with name", StringComparison.Ordinal);
        return missing && message.Contains("does not exist", StringComparison.Ordinal) ? EngineFailure.TableMissing : EngineFailure.Statement;
    }
}
