namespace Warehouse.Cli.Observing;

/// <summary>Where lineage events go, one after the other.</summary>
internal interface ILineageDestination : IDisposable
{
    /// <summary>Null where the event was taken; else why not.</summary>
    Task<string?> SendAsync(string json, CancellationToken patience);
}

/// <summary>The end of a file, an event a line: several runs may write to it.</summary>
internal sealed class LineageFile(string path) : ILineageDestination
{
    private FileStream? _file;

    public async Task<string?> SendAsync(string json, CancellationToken patience)
    {
        try
        {
            if (_file is null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            }

            // In one piece, so that the lines of two runs do not mix.
            await _file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json + "\n"), patience).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    public void Dispose() => _file?.Dispose();
}

/// <summary>An address that takes OpenLineage events by HTTP.</summary>
internal sealed class LineageAddress(HttpDelivery delivery) : ILineageDestination
{
    public Task<string?> SendAsync(string json, CancellationToken patience) => delivery.PostAsync(json, patience);

    public void Dispose() => delivery.Dispose();
}
