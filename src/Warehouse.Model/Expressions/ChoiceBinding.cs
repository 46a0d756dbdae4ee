using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>The types of CASE: conditions are boolean, and the values have a type in common.</summary>
internal static class ChoiceBinding
{
    public static PortableExpression Of(ExpressionBinder binder, Choice choice)
    {
        if (choice.Children.Any(ExpressionBinder.IsFaulty))
        {
            return choice;
        }

        if (choice.Branches.FirstOrDefault(branch => branch.When.Type is not (null or DataType.Boolean)) is { } wrong)
        {
            binder.Report(
                ExpressionRules.OperandType, wrong.When, $"`when` takes a condition, not {OperatorBinding.Named(wrong.When)}", "compare it: `x = value`");
            return choice;
        }

        PortableExpression[] values = [.. choice.Branches.Select(branch => branch.Then), .. choice.Else is null ? [] : new[] { choice.Else }];
        if (values.All(value => value.Type is null))
        {
            return binder.Report(ExpressionRules.UntypedNull, choice, "every branch is NULL, of no type", "write `cast(null as type)` in one of them");
        }

        if (OperatorBinding.Unified([.. values]) is not { } unified)
        {
            return binder.Report(
                ExpressionRules.NoCommonType, choice,
                $"the branches have no type in common: {string.Join(", ", values.Select(OperatorBinding.Named).Distinct())}",
                "convert them to one type with `cast(x as type)`");
        }

        return choice with
        {
            Branches = [.. choice.Branches.Select((branch, i) => new ChoiceBranch(ExpressionBinder.Promote(branch.When, DataType.Bool), unified[i]))],
            Else = choice.Else is null ? null : unified[^1],
            Type = Promotion.Common(unified),
        };
    }
}
