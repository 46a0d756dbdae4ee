using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Warehouse.Execution.Sessions;

namespace Warehouse.Cli.Rendering;

/// <summary>Rows as an array of objects: timestamps as ISO 8601 with Z, decimals as strings.</summary>
internal static class RowsAsJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RowSet rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            foreach (var row in rows.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < rows.Columns.Length; i++)
                {
                    json.WritePropertyName(rows.Columns[i]);
                    Value(json, row[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool b:
                json.WriteBooleanValue(b);
                break;
            case long n:
                json.WriteNumberValue(n);
                break;
            case double n when double.IsFinite(n):
                json.WriteNumberValue(n);
                break;
            default:
                json.WriteStringValue(Values.Text(value));
                break;
        }
    }
}
