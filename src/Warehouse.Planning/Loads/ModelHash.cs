using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>
/// Names what the model says of one pipeline, itself and its source: comments, places, descriptions, how fresh the source is to be and the
/// rest of the project do not change it. A batch of another model is another batch.
/// </summary>
public static class ModelHash
{
    private static readonly ConditionalWeakTable<PipelineLoad, string> Known = [];

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(PipelineLoad load) => Known.GetValue(load, Compute);

    private static string Compute(PipelineLoad load)
    {
        var text = new StringBuilder();
        Write(text, Declaration(load));
        Write(text, load.Reads is { } read ? read.Source with { Freshness = null } : null);
        Write(text, load.Reads?.TypeAliases);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static object Declaration(PipelineLoad load) => load switch
    {
        CalendarLoad calendar => calendar.Dimension,
        ClockLoad clock => clock.Dimension,
        JunkLoad junk => junk.Dimension,
        DimensionLoad dimension => dimension.Dimension,
        BridgeLoad bridge => bridge.Bridge,
        FactLoad fact => fact.Fact,
        AggregateLoad aggregate => aggregate.Aggregate,
        _ => throw new UnreachableException(load.GetType().Name),
    };

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null or SourceSpan or Documentation:
                text.Append('-');
                break;
            case Name name:
                Text(text, name.Text);
                break;
            case string s:
                Text(text, s);
                break;
            case IDictionary map:
                // The order of the project's own type names means nothing.
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    Text(text, key);
                    Write(text, map[key]);
                }

                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                    Write(text, item);
                text.Append(']');
                break;
            case IFormattable scalar:
                Text(text, scalar.ToString(scalar is Enum ? "G" : null, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            default:
                Members(text, value);
                break;
        }

        text.Append(';');
    }

    private static void Members(StringBuilder text, object value)
    {
        var type = value.GetType();
        text.Append(type.Name).Append('{');
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => (f.Name, Value: f.GetValue(value)));
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).Select(p => (p.Name, Value: p.GetValue(value)));
        foreach (var (name, member) in fields.Concat(properties).Where(m => m.Value is not Type).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            Text(text, name);
            Write(text, member);
        }

        text.Append('}');
    }

    // With its length before it, so that no two lists of texts are written alike.
    private static void Text(StringBuilder text, string value) => text.Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
}
