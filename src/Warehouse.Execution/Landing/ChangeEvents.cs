using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Warehouse.Model.Star;

namespace Warehouse.Execution.Landing;

/// <summary>
/// Change events, one a line, as rows: the row after the change (of a delete the one before), and those of the event's own fields that the
/// model reads, under the names that Debezium's ExtractNewRecordState gives them.
/// </summary>
/// <remarks>https://debezium.io/documentation/reference/stable/transformations/event-flattening.html</remarks>
internal sealed class ChangeEvents(ChangeEventForm form, ImmutableArray<string> reads)
{
    private const string Prefix = "__";
    private const string Deleted = "__deleted";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private static readonly string[] Structures = ["source", "transaction"];

    private readonly ImmutableArray<string> _fields = [.. reads.Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r != Deleted)];
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <summary>The event's row as a JSON object; empty for a tombstone, which says nothing.</summary>
    /// <exception cref="FormatException">It is no change event.</exception>
    /// <exception cref="JsonException">It is no JSON, or has a key twice.</exception>
    /// <exception cref="InvalidOperationException">A name in it is no text.</exception>
    public ReadOnlySpan<byte> Row(ReadOnlySpan<byte> line)
    {
        using var document = JsonDocument.Parse(line.ToArray(), Options);
        var value = Payload(document.RootElement);
        if (value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException("it is no JSON object");
        _written.ResetWrittenCount();
        if (form == ChangeEventForm.Flat)
            _written.Write(Raw(value));
        else
            Flatten(value);
        return _written.WrittenSpan;
    }

    /// <summary>Kafka Connect's JsonConverter puts a schema beside each value, unless it is told not to.</summary>
    private static JsonElement Payload(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 2 && value.TryGetProperty("schema", out _) && value.TryGetProperty("payload", out var payload)
            ? payload
            : value;

    private void Flatten(JsonElement value)
    {
        var operation = value.TryGetProperty("op", out var op) && op.ValueKind == JsonValueKind.String ? op.GetString()! : throw new FormatException("it is no change event: it has no `op`");
        var isDelete = operation switch
        {
            "c" or "r" or "u" => false,
            "d" => true,
            "t" => throw new FormatException("it empties the whole table (`op` is `t`), which no row says"),
            _ => throw new FormatException($"its `op` is `{operation}`, which is no change of a row"),
        };
        using var writer = new Utf8JsonWriter(_written, new() { SkipValidation = true });
        writer.WriteStartObject();
        if (value.TryGetProperty(isDelete ? "before" : "after", out var row) && row.ValueKind == JsonValueKind.Object)
        {
            foreach (var column in row.EnumerateObject())
                Write(writer, column.Name, column.Value);
        }

        if (reads.Contains(Deleted))
            writer.WriteString(Deleted, isDelete ? "true" : "false");
        foreach (var field in _fields)
        {
            if (Find(value, field[Prefix.Length..]) is { } found)
                Write(writer, field, found);
        }

        writer.WriteEndObject();
    }

    /// <summary>A field of the event; else, after the name of a structure, one of that; else one of where the event comes from.</summary>
    private static JsonElement? Find(JsonElement value, string name)
    {
        if (value.TryGetProperty(name, out var own) && own.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return own;
        foreach (var structure in Structures.Where(s => name.StartsWith(s + "_", StringComparison.Ordinal)))
        {
            if (Member(value, structure, name[(structure.Length + 1)..]) is { } member)
                return member;
        }

        return Member(value, "source", name);
    }

    private static JsonElement? Member(JsonElement value, string structure, string name) =>
        value.TryGetProperty(structure, out var inner) && inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty(name, out var member) ? member : null;

    /// <summary>As it stands: a number keeps its digits.</summary>
    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(Raw(value), skipInputValidation: true);
    }

    private static ReadOnlySpan<byte> Raw(JsonElement value) => JsonMarshal.GetRawUtf8Value(value);
}
