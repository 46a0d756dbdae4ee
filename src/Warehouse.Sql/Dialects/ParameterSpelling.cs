using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>How a value of the run is referred to, and how a script declares it.</summary>
/// <param name="Driver">From the parameter's name.</param>
/// <param name="Script">From the parameter's name and its type as written.</param>
/// <param name="Declaration">The line of a script's head for one parameter, from its name and its type as written.</param>
/// <param name="Advice">What a script's head says above those lines, each line a comment of its own.</param>
public sealed record ParameterSpelling(
    Func<string, string> Driver, Func<string, string, string> Script, Func<string, string, string> Declaration, string Advice)
{
    internal string Write(Parameter parameter, TypeNames types, ParameterStyle style) => style == ParameterStyle.Driver
        ? Driver(Plain(parameter.Name))
        : Script(Plain(parameter.Name), types.Value(parameter.Type));

    /// <summary>The head of a script that takes these parameters; empty when there are none.</summary>
    internal string Prologue(IEnumerable<Parameter> parameters, TypeNames types)
    {
        var declared = parameters.DistinctBy(p => p.Name).Select(p => Declaration(Plain(p.Name), types.Value(p.Type))).ToImmutableArray();
        return declared.IsEmpty ? "" : string.Join('\n', [.. Advice.Split('\n').Select(line => $"-- {line}"), .. declared]) + "\n";
    }

    // No engine lets a parameter's name be quoted.
    private static string Plain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? name
            : throw new ArgumentException($"`{name}` is no parameter: lower-case letters, digits and underscores are", nameof(name));
}
