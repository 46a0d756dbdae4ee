using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Warehouse.TestEngines;
using Warehouse.TestEngines.Postgres;
using Xunit;

namespace Warehouse.ExecutionTests.Readme;

/// <summary>One bash in a folder that looks like a fresh clone, in which the README's commands are typed one after the other.</summary>
internal sealed partial class ReadmeShell : IDisposable
{
    // What `dotnet run` would build has been built for the tests already; anything else goes to the real dotnet.
    private const string Prelude =
        """
        shopt -s expand_aliases
        dotnet() {
          if [ "${*:1:4}" = "run --project src/Warehouse.Cli --" ]; then
            shift 4
            set -- src/Warehouse.Cli/bin/Debug/net10.0/warehouse.dll "$@"
          fi
          command dotnet "$@"
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("readme-").FullName;
    private readonly PostgresDatabase _postgres = new();

    public ReadmeShell()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "src"), RepositoryRoot.Combine("src"));
        var models = RepositoryRoot.Combine("models");
        foreach (var file in Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/.warehouse/", StringComparison.Ordinal)))
        {
            var to = Path.Combine(_folder, "models", Path.GetRelativePath(models, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        FillInPostgres(Path.Combine(_folder, "models", "retail", "warehouse.yml"));
    }

    /// <summary>What each of the parts printed, and its exit code.</summary>
    public async Task<ImmutableArray<Printed>> RunAsync(IReadOnlyList<ReadmePart> parts)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".readme.sh"), Script(parts), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("bash", [".readme.sh"]) { WorkingDirectory = _folder };
        start.Environment["PGPASSWORD"] = "not asked for by the tests' server";
        using var bash = Process.Start(start)!;
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return [.. parts.Select((_, i) => new Printed(Read(i, "exit").Trim(), Read(i, "out"), Read(i, "all")))];
    }

    public void Dispose()
    {
        _postgres.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The reader sees both streams; the README may show standard output alone, so both are kept.
    private static string Script(IReadOnlyList<ReadmePart> parts)
    {
        var script = new StringBuilder(Prelude).Append("code=0\n");
        foreach (var (i, part) in parts.Index())
        {
            // Of a block of commands each must succeed.
            var stop = part.Screen is null ? "set -e\n" : "";
            script.Append(CultureInfo.InvariantCulture, $"exec 3>&1 4>&2 >.readme.{i}.all 2>&1\n");
            if (part.Screen is { OutputOnly: true })
                script.Append(CultureInfo.InvariantCulture, $"exec >.readme.{i}.out\n");
            script.Append("(exit $code)\n").Append(stop).Append(part.Text).Append('\n');
            script.Append(CultureInfo.InvariantCulture, $"code=$?\nset +e\nexec >&3 2>&4\necho $code >.readme.{i}.exit\n");
        }

        return script.ToString();
    }

    private string Read(int part, string what)
    {
        var file = Path.Combine(_folder, $".readme.{part}.{what}");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    // What the README asks the reader to do by hand: the target's host, port, database and user.
    private void FillInPostgres(string project)
    {
        var settings = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString);
        var here = $"host: \"{settings.Host}\", port: {settings.Port}, database: {settings.Database}, user: {settings.Username}, password:";
        var text = File.ReadAllText(project);
        var filled = PostgresSettings().Replace(text, here);
        if (filled == text)
            throw new InvalidOperationException($"{project} has no target pg as the README tells of it");
        File.WriteAllText(project, filled);
    }

    [GeneratedRegex(@"(?<=^  pg: .*)host: .*password:", RegexOptions.Multiline)]
    private static partial Regex PostgresSettings();
}

/// <summary>What the shell showed for a part; <paramref name="Exit"/> is empty where it came to no end.</summary>
internal sealed record Printed(string Exit, string Out, string All);
