using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Warehouse.TestEngines.GoogleSql.Wire;
using Client = Warehouse.TestEngines.GoogleSql.Wire.ZetaSqlLocalService.ZetaSqlLocalServiceClient;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>
/// The local server that holds GoogleSQL's analyzer and reference evaluator. It is started on first use, and again after it died:
/// some statements make it abort. It ends with this process: see tests/googlesql-server.
/// </summary>
internal sealed class GoogleSqlServer : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(120);

    // One call at a time, so that a death is always the work of the statement at hand.
    private readonly Lock _turn = new();
    private Process? _process;
    private GrpcChannel? _channel;
    private Client? _client;

    /// <summary>How often it was started: a second time means that it died.</summary>
    public int Starts { get; private set; }

    /// <summary>Makes the call; an error of GoogleSQL is the <see cref="RpcException"/> it came as.</summary>
    /// <exception cref="GoogleSqlAbortedException">The server died of it.</exception>
    public T Call<T>(string sql, Func<Client, CallOptions, T> call)
    {
        lock (_turn)
        {
            if (_process is null or { HasExited: true })
                Start();
            try
            {
                return call(_client!, new CallOptions(deadline: DateTime.UtcNow + CallTime));
            }
            catch (RpcException problem) when (problem.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
            {
                Stop();
                throw new GoogleSqlAbortedException(sql, problem);
            }
        }
    }

    public void Dispose()
    {
        lock (_turn)
            Stop();
    }

    private void Start()
    {
        Stop();
        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo("bash", [RepositoryRoot.Combine("tests", "googlesql-server"), port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        Starts++;
        _channel = GrpcChannel.ForAddress($"http://localhost:{port}", new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        _client = new Client(_channel);
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                _client.GetLanguageOptions(new LanguageOptionsRequest(), deadline: DateTime.UtcNow.AddSeconds(5));
                return;
            }
            catch (RpcException problem)
            {
                if (_process.HasExited || patience.Elapsed > StartTime)
                    throw new InvalidOperationException($"GoogleSQL's server does not start: {_process.StandardError.ReadToEnd().Trim()}", problem);
                Thread.Sleep(50);
            }
        }
    }

    private void Stop()
    {
        _channel?.Dispose();
        if (_process is not null)
        {
            // The script kills the server when its standard input closes.
            _process.StandardInput.Close();
            _process.WaitForExit(TimeSpan.FromSeconds(10));
            _process.Dispose();
        }

        (_channel, _client, _process) = (null, null, null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
