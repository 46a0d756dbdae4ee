using Microsoft.SqlServer.TransactSql.ScriptDom;
using ScriptCall = Microsoft.SqlServer.TransactSql.ScriptDom.FunctionCall;

namespace Warehouse.Model.Expressions;

/// <summary>What parses and has no portable meaning: what to say about it, and what to write.</summary>
internal static class RefusedNodes
{
    public static (string Message, string? Help) Explain(TSqlFragment node) => node switch
    {
        UserDefinedTypePropertyAccess cast => (
            "`::` is not portable",
            $"write `cast({TypeName(cast.CallTarget)} as {cast.PropertyName.Value})`"),
        ScalarSubquery or InPredicate or ExistsPredicate or SubqueryComparisonPredicate => (
            "an expression reads one row: it holds no subquery", "join in the source's `sql:`, or look the value up through a dimension"),
        VariableReference or GlobalVariableExpression => ("a variable is not portable", "name a column, or write the constant"),
        ParameterlessCall => (
            "the value depends on when and by whom the load is run", "name a column of the source that holds the time or the user"),
        AtTimeZoneCall => ("a time zone is not portable: every timestamp is in UTC", "leave `at time zone` out"),
        LikePredicate => ("an escape character is not portable", "compare with `strpos(text, part) > 0`, `starts_with` or `ends_with`"),
        DistinctPredicate => (
            "`is distinct from` is not part of the portable expressions", "write `a = b or (a is null and b is null)`, and `not (…)` for the contrary"),
        ConvertCall or TryConvertCall => ("`convert` is not portable", "write `cast(x as type)`"),
        ParseCall or TryParseCall => ("`parse` is not portable", "write `cast(x as type)`"),
        UnaryExpression => ("an operator on bits is not portable", "compute it in the source's `sql:`"),
        FullTextPredicate => ("`contains` is a full-text search in some dialects", "write `strpos(text, part) > 0`"),
        ScriptCall { OverClause: not null } => (
            "an expression reads one row: it holds no window function", "compute it in the source's `sql:`"),
        ScriptCall { TrimOptions: not null } => (
            "`trim(… from …)` is not portable", "write `trim(x)`, `ltrim(x)` or `rtrim(x)`, which take spaces off"),
        ScriptCall { CallTarget: not null } => ("a function has no qualifier", "write the function's name alone"),
        ScriptCall call => ($"`{call.FunctionName.Value}` is written in a form that is not portable", "write the arguments alone, parted by commas"),
        _ => (
            "this is not part of the portable expressions",
            "write columns, constants, operators, `case`, `cast` and portable functions; the rest belongs in the source's `sql:`"),
    };

    private static string TypeName(CallTarget target) =>
        target is UserDefinedTypeCallTarget { SchemaObjectName: { } name } ? name.BaseIdentifier.Value : "x";
}
