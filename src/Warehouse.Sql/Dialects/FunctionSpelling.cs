using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>How a dialect spells one portable function: a rewrite of its arguments into a tree without the call.</summary>
/// <remarks>The arguments may hold portable calls themselves and may be used several times; the result is spelled again, so a rewrite may call other functions.</remarks>
public sealed record FunctionSpelling(Func<ImmutableArray<SqlExpression>, SqlExpression> Rewrite)
{
    /// <summary>A plain call, <c>name(a, b)</c>, of any number of arguments.</summary>
    public static FunctionSpelling Named(string name) => new(arguments => CallOf(name, arguments));

    /// <summary>A text with holes, as <c>substring({0} FROM {1} FOR {2})</c>; one that is not a call gets parentheses inside any operator, unless its precedence is told.</summary>
    public static FunctionSpelling Pattern(string pattern, Precedence? precedence = null, bool isPredicate = false)
    {
        var binding = precedence ?? (IsCall(pattern) ? Precedence.Atom : Precedence.Or);
        return new(arguments => new Spelled(pattern, arguments, binding, isPredicate));
    }

    /// <summary>A tree of other nodes.</summary>
    public static FunctionSpelling Tree(Func<ImmutableArray<SqlExpression>, SqlExpression> rewrite) => new(rewrite);

    internal static Spelled CallOf(string name, params ImmutableArray<SqlExpression> arguments) =>
        new($"{name}({string.Join(", ", arguments.Select((_, i) => $"{{{i}}}"))})", arguments, Precedence.Atom);

    // A name and one pair of parentheses that closes at the end.
    private static bool IsCall(string pattern)
    {
        var open = pattern.IndexOf('(', StringComparison.Ordinal);
        if (open < 1 || pattern[^1] != ')' || !pattern[..open].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
        {
            return false;
        }

        var depth = 0;
        for (var i = open; i < pattern.Length; i++)
        {
            depth += pattern[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == pattern.Length - 1;
            }
        }

        return false;
    }
}
