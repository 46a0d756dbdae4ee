using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.UnitTests.Yaml;

/// <summary>Every property of the records, as text: what was read, and where from.</summary>
internal static class ModelText
{
    private static readonly string[] Computed =
    [
        "EqualityContract", "TracksHistory", "IsComputed", "SourceColumn", "HasVersions", "TableName", "KeyColumn", "DurableKeyColumn", "IsNone",
    ];

    public static string Of(Project project)
    {
        var text = new StringBuilder();
        Write(text, "project", project, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string label, object? value, int depth)
    {
        if (Short(value) is { } one)
        {
            Line(text, depth, $"{label}: {one}");
        }
        else if (value is IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                Write(text, $"{label}[{index++}]", item, depth);
            }
        }
        else
        {
            Line(text, depth, $"{label}: {value!.GetType().Name}");
            foreach (var (name, member) in Members(value))
            {
                Write(text, name, member, depth + 1);
            }
        }
    }

    private static string? Short(object? value) => value switch
    {
        null => "null",
        Name name => $"{name.Text} {Place(name.Span)}",
        Scalar scalar => $"{scalar.Text ?? "NULL"} {Place(scalar.Span)}",
        ExpressionText expression => $"{expression.Text} {Place(expression.Span)}",
        SourceSpan span => Place(span),
        DataType type => type.ToString(),
        string text => $"\"{text}\"",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan or int or decimal or bool or char or Enum => string.Format(CultureInfo.InvariantCulture, "{0}", value),
        IEnumerable<Name> names => $"[{string.Join(", ", names.Select(n => Short(n)))}]",
        IEnumerable<decimal> numbers => $"[{string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]",
        ICollection { Count: 0 } => "[]",
        Documentation doc when doc == Documentation.None => "none",
        _ => null,
    };

    private static IEnumerable<(string Name, object? Value)> Members(object value) => value.GetType().IsGenericType && value.GetType().Name.StartsWith("ValueTuple", StringComparison.Ordinal)
        ? value.GetType().GetFields().Select(f => (f.Name, f.GetValue(value)))
        : value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => !Computed.Contains(p.Name))
            .OrderBy(p => p.DeclaringType == value.GetType() ? 1 : 0)
            .ThenBy(p => p.MetadataToken)
            .Select(p => (p.Name, p.GetValue(value)));

    private static string Place(SourceSpan span) => span.IsNone ? "@-" : $"@{span.Line}:{span.Column}+{span.Length}";

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
