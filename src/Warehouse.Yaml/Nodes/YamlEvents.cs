using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Warehouse.Yaml.Nodes;

/// <summary>The events of a file's YAML: what the parser understood, all of it, or nothing.</summary>
internal static class YamlEvents
{
    // A model nests ten levels; ten thousand would end the process rather than the command.
    public const int DeepestNesting = 64;

    /// <summary>The events from the first document's start on; empty where the file is not YAML, which is then reported.</summary>
    public static ImmutableArray<ParsingEvent> Read(ModelFile file, ReadContext context)
    {
        var parser = new Parser(new StringReader(file.Text));
        var events = ImmutableArray.CreateBuilder<ParsingEvent>();
        var open = new Stack<ParsingEvent>();
        try
        {
            while (parser.MoveNext())
            {
                var current = parser.Current!;
                events.Add(current);
                if (current is MappingStart or SequenceStart)
                {
                    open.Push(current);
                    if (open.Count > DeepestNesting)
                    {
                        context.GiveUp(TooDeep(new SourceSpan(file.Path, (int)current.Start.Line, (int)current.Start.Column)));
                        return [];
                    }
                }
                else if (current is MappingEnd or SequenceEnd)
                {
                    open.Pop();
                }
            }
        }
        catch (YamlException e)
        {
            context.GiveUp(SyntaxError.Explain(e, file));
            return [];
        }
        catch (InvalidOperationException)
        {
            // The scanner's answer to brackets whose content is not indented, in practice to ones that are never closed.
            context.GiveUp(SyntaxError.Unclosed(open.FirstOrDefault(), file));
            return [];
        }

        return events.ToImmutable();
    }

    public static Diagnostic TooDeep(SourceSpan place) => ReadingRules.NestedTooDeep.At(
        place, $"this is nested more than {DeepestNesting} levels deep", "flatten it: no key of the model language is that deep");
}
