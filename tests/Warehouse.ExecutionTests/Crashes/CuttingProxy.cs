using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>
/// Stands between a client and a Postgres server, and cuts a connection off (RST) at an answer: what lies before a ReadyForQuery is one answer.
/// It knows no more of the protocol than where messages end (PostgreSQL's manual, Message Formats).
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _counting;
    private TaskCompletionSource _cut = new();
    private int _point;
    private bool _before;

    public CuttingProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answers that were given while it was counting.</summary>
    public int Answers { get; private set; }

    /// <summary>Is completed by the cut. After the last answer the next request is the client's good-bye.</summary>
    public Task HasCut => _cut.Task;

    /// <param name="point">The answer at which a connection is cut; 0: none is.</param>
    /// <param name="before">Before it is passed on, or when the request comes that follows it.</param>
    public void Arm(int point, bool before) => (_point, _before, Answers, _cut, _counting) = (point, before, 0, new(), false);

    public void Count(bool counting) => _counting = counting;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var link = new Link(client, server);
        try
        {
            await server.ConnectAsync(_host, _port);
            await Task.WhenAny(RequestsAsync(link), AnswersAsync(link));
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task RequestsAsync(Link link)
    {
        var buffer = new byte[1 << 16];
        var started = false;
        try
        {
            while (true)
            {
                var read = await link.Client.ReceiveAsync(buffer);
                if (link.IsDoomed)
                    Cut(link);
                if (link.IsDoomed || read == 0)
                    return;
                if (!started && read == 8 && BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(4)) is SslRequest or GssRequest)
                {
                    await link.Client.SendAsync("N"u8.ToArray());
                    continue;
                }

                started = true;
                await SendAsync(link.Server, buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two is gone, and the link with it.
        }
    }

    private async Task AnswersAsync(Link link)
    {
        var (buffer, used) = (new byte[1 << 16], 0);
        try
        {
            while (await link.Server.ReceiveAsync(buffer.AsMemory(used)) is var read and > 0)
            {
                used += read;
                var (passed, at) = (0, 0);
                while (used - at >= 5 && BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at + 1)) + 1 is var length && used - at >= length)
                {
                    var type = (char)buffer[at];
                    at += length;
                    if (type == 'Z' && _counting && ++Answers == _point)
                    {
                        if (_before)
                        {
                            Cut(link);
                            return;
                        }

                        link.IsDoomed = true;
                    }

                    // An answer is whole; or the client is asked for a password, or for what it copies.
                    if (type is not ('Z' or 'R' or 'G'))
                        continue;
                    await SendAsync(link.Client, buffer.AsMemory(passed, at - passed));
                    passed = at;
                }

                Buffer.BlockCopy(buffer, passed, buffer, 0, used -= passed);
                if (used == buffer.Length)
                    Array.Resize(ref buffer, used * 2);
            }

            await SendAsync(link.Client, buffer.AsMemory(0, used));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two is gone, and the link with it.
        }
    }

    private void Cut(Link link)
    {
        _cut.TrySetResult();
        foreach (var socket in new[] { link.Server, link.Client })
        {
            socket.LingerState = new(true, 0);
            socket.Close();
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }

    private sealed record Link(Socket Client, Socket Server)
    {
        public bool IsDoomed { get; set; }
    }
}
