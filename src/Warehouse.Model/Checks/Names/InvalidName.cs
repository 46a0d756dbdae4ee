using System.Text.RegularExpressions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>A name that becomes a table or a column reads the same quoted and bare on every engine.</summary>
public sealed partial class InvalidName : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2005", "invalid-name");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from declared in DeclaredNames.Of(project)
        where !(declared.Kind.IsQualified ? Qualified() : Plain()).IsMatch(declared.Name.Text)
        select Rule.At(
            declared.Name.Span,
            $"`{declared.Name}` is no name for {declared.Kind.Indefinite}: use lower-case letters, digits and underscores, a letter or an underscore first",
            $"rename it to `{Suggestion(declared.Name.Text)}`" + (declared.Kind.TakesColumn ? " and give the source's own name with `from`" : ""));

    [GeneratedRegex("^[a-z_][a-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Qualified();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Hump();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    private static string Suggestion(string name)
    {
        var snake = Foreign().Replace(Hump().Replace(name, "_").ToLowerInvariant(), "_").Trim('_');
        return snake.Length > 0 && char.IsAsciiLetter(snake[0]) ? snake : $"n_{snake}".TrimEnd('_');
    }
}
