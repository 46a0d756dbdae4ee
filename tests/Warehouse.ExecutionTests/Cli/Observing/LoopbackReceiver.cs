using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Warehouse.ExecutionTests.Cli.Observing;

/// <summary>An HTTP server on this machine that keeps what it is sent.</summary>
internal sealed class LoopbackReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Received> _received = [];

    /// <param name="answer">The status of every answer; null: it takes the request and never answers.</param>
    public LoopbackReceiver(int? answer = 200)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(() => ServeAsync(answer));
    }

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; }

    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>An address at which nobody listens.</summary>
    public static string Dead()
    {
        using var receiver = new LoopbackReceiver();
        return receiver.Address;
    }

    public void Dispose()
    {
        _listener.Close();
    }

    private async Task ServeAsync(int? answer)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue(new(context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], context.Request.ContentType, body.ToArray()));
                if (answer is null)
                    continue;
                context.Response.StatusCode = answer.Value;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }
}

/// <summary>A request that came.</summary>
internal sealed record Received(string Method, string Path, string? Authorization, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
