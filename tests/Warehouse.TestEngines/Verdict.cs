using Shouldly;

namespace Warehouse.TestEngines;

/// <summary>What a judge says of one SQL text: it is accepted, or why not.</summary>
public sealed record Verdict(string Judge, string Sql, IReadOnlyList<string> Errors)
{
    public bool Accepted => Errors.Count == 0;

    /// <summary>Fails with the judge's errors and the SQL.</summary>
    public void ShouldBeAccepted()
    {
        if (!Accepted)
            throw new ShouldAssertException($"{Judge} rejects:\n  {string.Join("\n  ", Errors)}\nin:\n{Sql}");
    }

    /// <summary>Fails unless some error of the judge holds <paramref name="text"/>.</summary>
    public void ShouldBeRejected(string text)
    {
        if (!Errors.Any(error => error.Contains(text, StringComparison.OrdinalIgnoreCase)))
            throw new ShouldAssertException($"{Judge} should reject with `{text}`, and says:\n  {(Accepted ? "accepted" : string.Join("\n  ", Errors))}\nof:\n{Sql}");
    }
}
