using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Warehouse.Execution.Batches;

/// <summary>The id of a batch, derived from what it is: a retry is the same batch.</summary>
public static class BatchIdentity
{
    /// <summary>The namespace of our UUIDs; it never changes.</summary>
    private static readonly Guid Namespace = new("6f1c1f0e-6d0b-5a52-9b3e-0d2f6c7a4e11");

    /// <summary>A batch of a range of a watermark, or of a whole table at a time.</summary>
    public static Guid OfRange(string pipeline, string modelHash, string source, DateTime? low, DateTime? high, string mode) =>
        Of("range", pipeline, modelHash, source, Text(low), Text(high), mode);

    /// <summary>A batch of a range of a watermark that is a number.</summary>
    public static Guid OfNumbers(string pipeline, string modelHash, string source, long? low, long high, string mode) =>
        Of("numbers", pipeline, modelHash, source, low?.ToString(CultureInfo.InvariantCulture) ?? "", high.ToString(CultureInfo.InvariantCulture), mode);

    /// <summary>A batch that is a file: its identity is what it holds.</summary>
    public static Guid OfFile(string pipeline, string modelHash, string source, string name, string contentHash, string mode) =>
        Of("file", pipeline, modelHash, source, name, contentHash, mode);

    /// <summary>A run, by what is run and when.</summary>
    public static Guid OfRun(string project, string target, DateTime startedAt) => Of("run", project, target, Text(startedAt));

    /// <summary>A run's try at a batch, which another run may have tried before it.</summary>
    /// <param name="number">Of the run's batches, from 1: what was refused before it began has no id of its own.</param>
    public static Guid OfTry(Guid runId, int number, Guid batchId) => Of("try", runId.ToString(), number.ToString(CultureInfo.InvariantCulture), batchId.ToString());

    /// <summary>UUID version 5 (RFC 9562) of the parts, each with its length before it, so that no two lists of parts are written alike.</summary>
    private static Guid Of(params ReadOnlySpan<string> parts)
    {
        var bytes = new List<byte>(Namespace.ToByteArray(bigEndian: true));
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.AddRange(length);
            bytes.AddRange(text);
        }

#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; it names a batch and protects nothing.
        var hash = SHA1.HashData([.. bytes]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private static string Text(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) ?? "";
}
