using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Warehouse.TestEngines.Snowflake;

/// <summary>Snowflake's SQL to DuckDB's, by the npm package @polyglot-sql/sdk in one node process that all tests share.</summary>
public static class SnowflakeTranslator
{
    private static readonly Lock Turn = new();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    // A load is run batch after batch, and translating its statements costs more than running them.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal);
    private static Process? _node;

    /// <summary>A statement of DuckDB for each statement of the text.</summary>
    /// <exception cref="SnowflakeException">The translator cannot parse it, or knows that DuckDB has no counterpart.</exception>
    public static IReadOnlyList<string> Translate(string sql) => Known.GetOrAdd(sql, Ask);

    private static IReadOnlyList<string> Ask(string sql)
    {
        using var answer = JsonDocument.Parse(Answer(JsonSerializer.Serialize(new { sql })));
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new SnowflakeException(error.GetString() ?? "no reason given", sql)
            : [.. answer.RootElement.GetProperty("statements").EnumerateArray().Select(statement => statement.GetString()!)];
    }

    private static string Answer(string line)
    {
        lock (Turn)
        {
            if (_node is null or { HasExited: true })
                _node = Start();
            _node.StandardInput.WriteLine(line);
            _node.StandardInput.Flush();
            return _node.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The translator ended: {_node.StandardError.ReadToEnd().Trim()}. Run tests/run, or npm ci in tests/.");
        }
    }

    // The script ends when its standard input closes, hence with this process.
    private static Process Start() => Process.Start(new ProcessStartInfo("node", [RepositoryRoot.Combine("tests", "snowflake-translator.mjs")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = Utf8,
        StandardOutputEncoding = Utf8,
    })!;
}
