using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Which form of a function the arguments choose, and its type.</summary>
internal static class FunctionBinding
{
    public static PortableExpression Of(ExpressionBinder binder, FunctionCall call)
    {
        if (PortableFunctions.Find(call.Function) is not { } function)
        {
            var offer = PortableFunctions.Suggest(call.Function);
            return binder.Report(
                ExpressionRules.UnknownFunction, call, $"`{call.Function}` is not a portable function",
                offer is null ? "compute it in the source's `sql:`, or see the list of portable functions" : $"write `{offer}`");
        }

        if (call.Arguments.Any(ExpressionBinder.IsFaulty))
        {
            return call;
        }

        var count = call.Arguments.Length;
        var candidates = function.Forms.Where(form => count >= form.Fewest && count <= form.Most).ToList();
        if (candidates.Count == 0)
        {
            return binder.Report(
                ExpressionRules.ArgumentCount, call, $"`{function.Name}` takes {Counts(function)}, not {count}",
                $"write `{function.Signatures[^1]}`");
        }

        foreach (var form in candidates)
        {
            if (call.Arguments.Select((argument, i) => ArgumentBinding.Fits(form.ParameterAt(i).Kind, argument)).All(fits => fits)
                && ArgumentBinding.Unify(form, call.Arguments) is { } arguments)
            {
                return Chosen(binder, call, form, arguments);
            }
        }

        return Mismatch(binder, call, function, candidates);
    }

    private static PortableExpression Chosen(
        ExpressionBinder binder, FunctionCall call, FunctionForm form, ImmutableArray<PortableExpression> given)
    {
        foreach (var (argument, i) in given.Select((argument, i) => (argument, i)))
        {
            if (ArgumentBinding.ConstantFault(form.ParameterAt(i), argument) is { } fault)
            {
                binder.Report(ExpressionRules.ConstantRequired, argument, $"`{call.Function}`: {fault.Message}", fault.Help);
                return call;
            }
        }

        if (given.All(argument => argument.Type is null))
        {
            return binder.Report(ExpressionRules.UntypedNull, call, "every argument is NULL, of no type", "write `cast(null as type)` in one of them");
        }

        var defaults = form.Parameters.Skip(given.Length)
            .Select(parameter => (PortableExpression)new TextLiteral(parameter.Default!) { Span = call.Span, Type = DataType.String });
        ImmutableArray<PortableExpression> arguments =
            [.. given.Select((argument, i) => ArgumentBinding.Convert(binder, form.ParameterAt(i).Kind, argument)), .. defaults];
        return form.Meaning is { } meaning
            ? binder.Of(meaning(arguments))
            : call with { Arguments = arguments, Form = form, Type = form.Result(arguments) };
    }

    private static FunctionCall Mismatch(
        ExpressionBinder binder, FunctionCall call, PortableFunction function, List<FunctionForm> candidates)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            if (candidates.TrueForAll(form => !ArgumentBinding.Fits(form.ParameterAt(i).Kind, argument)))
            {
                var kinds = candidates.Select(form => ArgumentBinding.Words(form.ParameterAt(i).Kind)).Distinct();
                binder.Report(
                    ExpressionRules.ArgumentType, argument,
                    $"argument {i + 1} of `{function.Name}` is {string.Join(" or ", kinds)}, not {OperatorBinding.Named(argument)}",
                    ArgumentBinding.Help(candidates[0].ParameterAt(i).Kind, argument));
                return call;
            }
        }

        return binder.Report(
            ExpressionRules.ArgumentType, call,
            $"`{function.Name}` does not take {string.Join(", ", call.Arguments.Select(OperatorBinding.Named))} together",
            "convert the arguments to one type with `cast(x as type)`");
    }

    private static string Counts(PortableFunction function)
    {
        var fewest = function.Forms.Min(form => form.Fewest);
        var most = function.Forms.Max(form => form.Most);
        var plural = most == 1 ? "argument" : "arguments";
        return most == int.MaxValue ? $"{fewest} arguments or more" : fewest == most ? $"{fewest} {plural}" : $"{fewest} to {most} {plural}";
    }
}
