using System.Text;

namespace Warehouse.ExecutionTests.Cli.Observing;

/// <summary>A protobuf message as its wire format tells of it: fields by number (https://protobuf.dev/programming-guides/encoding/).</summary>
internal sealed class OtlpMessage(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The messages of a field, in their order.</summary>
    public IEnumerable<OtlpMessage> Messages(int field) => Fields().Where(f => f.Number == field).Select(f => new OtlpMessage(f.Content));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public byte[] Bytes(int field) => Fields().Where(f => f.Number == field).Select(f => f.Content.ToArray()).FirstOrDefault() ?? [];

    /// <summary>The spans of a trace export, over all resources and scopes.</summary>
    public IEnumerable<OtlpMessage> Spans() => Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2));

    /// <summary>The metrics of a metrics export.</summary>
    public IEnumerable<OtlpMessage> Metrics() => Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2));

    /// <summary>A resource's attributes that are texts.</summary>
    public Dictionary<string, string> ResourceAttributes() => Texts(Messages(1).First().Messages(1).First().Messages(1));

    /// <summary>A span's attributes that are texts.</summary>
    public Dictionary<string, string> SpanAttributes() => Texts(Messages(9));

    private static Dictionary<string, string> Texts(IEnumerable<OtlpMessage> pairs) => pairs.ToDictionary(p => p.Text(1), p => p.Messages(2).First().Text(1));

    private IEnumerable<(int Number, ReadOnlyMemory<byte> Content)> Fields()
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(ref at);
            var start = at;
            switch (tag & 7)
            {
                case 0:
                    Varint(ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(ref at);
                    start = at;
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }

            yield return ((int)(tag >> 3), bytes[start..at]);
        }
    }

    private ulong Varint(ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes.Span[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
