using System.Collections.Immutable;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>A batch that is interrupted: what was loaded before it, what it brings, and the pipeline that loads it.</summary>
/// <param name="Name">As the matrix has it.</param>
/// <param name="Pipelines">Those that are loaded, by a comma.</param>
internal sealed record CrashScenario(string Name, string Pipelines)
{
    /// <summary>Statements that deliver what is loaded beforehand.</summary>
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>Statements that deliver the batch.</summary>
    public ImmutableArray<string> Pending { get; init; } = [];

    /// <summary>Files that are loaded beforehand.</summary>
    public ImmutableArray<(string Name, string Text)> FilesBefore { get; init; } = [("data/shops_2024-01-01.csv", "code,size\ns,1\n")];

    /// <summary>The batch, where it is a file.</summary>
    public ImmutableArray<(string Name, string Text)> PendingFiles { get; init; } = [];

    /// <summary>The batch is a full refresh of the pipeline.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>What the batch must have done where nothing comes in its way, so that the scenario is what its name says: a count of the ledger and its least value.</summary>
    public required (string Count, long AtLeast) Proof { get; init; }

    public static ImmutableArray<CrashScenario> All { get; } =
    [
        new("dimension", "dim_customer")
        {
            Before = [Log("1, 'U', '2024-01-05', 'a', 'Rome'", "2, 'U', '2024-01-05', 'b', 'Rome'")],
            // A new version, a new member, one who goes, and a row that is rejected.
            Pending = [Log("3, 'U', '2024-02-05', 'a', 'Oslo'", "4, 'U', '2024-02-05', 'c', 'Bern'", "5, 'D', '2024-02-06', 'b', NULL", "6, 'U', '2024-02-06', NULL, 'Kyiv'")],
            Proof = ("new_versions", 1),
        },
        new("fact", "fact_sale")
        {
            Before = [Log("1, 'U', '2024-01-05', 'a', 'Rome'", "2, 'U', '2024-02-05', 'a', 'Oslo'"), Events("1, 1, '2024-01-10', 'a', 's', '1.50'", "2, 2, '2024-01-11', 'a', 's', '2.50'")],
            // Both versions of a member, one member whom nobody knows yet, a shop that stays unknown, a correction, and a row that is rejected.
            Pending = [Events("3, 3, '2024-02-11', 'a', 's', '3.50'", "4, 4, '2024-02-12', 'z', 'x', '4.50'", "5, 1, '2024-01-10', 'a', 's', '1.75'", "6, 5, '2024-02-12', 'a', 's', 'much'")],
            Proof = ("inferred", 1),
        },
        new("late change", "dim_customer")
        {
            Before =
            [
                Log("1, 'U', '2024-01-05', 'a', 'Rome'", "2, 'U', '2024-02-05', 'a', 'Oslo'"),
                Events("1, 1, '2024-01-10', 'a', 's', '1.50'", "2, 2, '2024-01-20', 'a', 's', '2.50'", "3, 3, '2024-02-10', 'a', 's', '3.50'", "4, 4, '2024-01-20', 'z', 's', '4.50'"),
            ],
            // Splits the first version, two of whose facts are before and behind the split; and a history for a member that a fact has inferred.
            Pending = [Log("3, 'U', '2024-01-15', 'a', 'Bern'", "4, 'U', '2024-01-02', 'z', 'Kyiv'", "5, 'U', '2024-01-12', 'z', 'Lviv'")],
            Proof = ("rekeyed_facts", 2),
        },
        new("file", "dim_shop")
        {
            FilesBefore = [("data/shops_2024-01-01.csv", "code,size\ns,1\nt,2\n")],
            PendingFiles = [("data/shops_2024-02-01.csv", "code,size\ns,3\nu,4\nv,large\n")],
            Proof = ("rejected", 1),
        },
        new("full refresh", "dim_customer")
        {
            Before =
            [
                Log("1, 'U', '2024-01-05', 'a', 'Rome'", "2, 'U', '2024-02-05', 'a', 'Oslo'", "3, 'U', '2024-01-05', 'b', 'Rome'"),
                Events("1, 1, '2024-01-10', 'a', 's', '1.50'", "2, 2, '2024-01-20', 'a', 's', '2.50'", "3, 3, '2024-02-10', 'a', 's', '3.50'"),
            ],
            // It came behind the watermark: only a refresh reads it, and it splits a version.
            Pending = [Log("0, 'U', '2024-01-15', 'a', 'Bern'")],
            FullRefresh = true,
            Proof = ("rekeyed_facts", 1),
        },
    ];

    private static string Log(params string[] rows) => $"INSERT INTO raw.log VALUES {string.Join(", ", rows.Select(r => $"({r})"))}";

    private static string Events(params string[] rows) => $"INSERT INTO raw.events VALUES {string.Join(", ", rows.Select(r => $"({r})"))}";
}
