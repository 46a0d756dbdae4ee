using Scriban;
using Scriban.Runtime;

namespace Warehouse.Publishing.Framing;

/// <summary>The one maker of template contexts: a mistyped name is an error, and nothing is cut off.</summary>
internal static class Templates
{
    /// <summary>The template filled with these values.</summary>
    /// <param name="name">What an error in the template names.</param>
    public static string Render(string name, string template, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var parsed = Template.Parse(template, name);
        if (parsed.HasErrors)
            throw new InvalidOperationException($"the template {name} is broken: {string.Join("; ", parsed.Messages)}");

        var model = new ScriptObject();
        foreach (var (key, value) in values)
            model.Add(key, value);
        var context = new TemplateContext
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedIndexerAccess = false,
            EnableRelaxedFunctionAccess = false,
            EnableRelaxedTargetAccess = false,
            LoopLimit = 0,
            LimitToString = 0,
            NewLine = "\n",
            MemberRenamer = member => member.Name,
        };
        context.PushCulture(System.Globalization.CultureInfo.InvariantCulture);
        context.PushGlobal(model);
        return parsed.Render(context).ReplaceLineEndings("\n");
    }
}
