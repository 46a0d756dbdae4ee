using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>The numbers from 0 on, made of decimal digits, since no two engines make them alike.</summary>
internal static class Numbers
{
    public const string Digits = "decimal_digit";

    private const string Digit = "digit";

    public static CommonTable DigitTable { get; } = new(Digits, new UnionAll([.. Enumerable.Range(0, 10).Select(i => new Select { Items = [Int(i).As(Digit)] })]));

    /// <summary>A query over so many decimal places of the digits, each row being another number.</summary>
    /// <param name="items">What is selected of the number.</param>
    public static Select UpTo(long last, int places, Func<SqlExpression, ImmutableArray<SelectItem>> items)
    {
        ImmutableArray<string> aliases = [.. Enumerable.Range(0, places).Select(i => ((char)('a' + i)).ToString())];
        var weight = 1L;
        SqlExpression? number = null;
        foreach (var alias in aliases)
        {
            var part = weight == 1 ? Col(alias, Digit) : Times(Col(alias, Digit), Int(weight));
            number = number is null ? part : Plus(number, part);
            weight *= 10;
        }

        return new()
        {
            Items = items(number!),
            From = new CommonTableRelation(Digits, aliases[0]),
            Joins = [.. aliases.Skip(1).Select(a => new Join(JoinKind.Cross, new CommonTableRelation(Digits, a), null))],
            Where = AtMost(number!, Int(last)),
        };
    }
}
