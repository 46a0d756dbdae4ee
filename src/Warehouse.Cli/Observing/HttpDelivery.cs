using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Warehouse.Cli.Hosting;

// Only adapters use the network, and this file: runs are told of to addresses that the user has set down for that.
#pragma warning disable RS0030

namespace Warehouse.Cli.Observing;

/// <summary>Posts JSON to one address. The address may be a secret: what is said of a failure does not name it.</summary>
internal sealed class HttpDelivery : IDisposable
{
    /// <summary>How long one post may take, its answer included.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(300);

    private readonly Uri _address;
    private readonly HttpClient _client;

    public HttpDelivery(Uri address, string? bearer = null)
    {
        _address = address;
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Timeout }) { Timeout = Timeout };
        _client.DefaultRequestHeaders.UserAgent.Add(new("warehouse", ToolVersion.Text));
        if (bearer is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    }

    /// <summary>Posts, and once more after what may pass; null: it was taken; else why not.</summary>
    public async Task<string?> PostAsync(string json, CancellationToken patience)
    {
        var (problem, mayPass) = await TryAsync(json, patience).ConfigureAwait(false);
        if (problem is null || !mayPass)
            return problem;
        await Task.Delay(BeforeRetry, patience).ConfigureAwait(false);
        return (await TryAsync(json, patience).ConfigureAwait(false)).Problem;
    }

    public void Dispose() => _client.Dispose();

    private async Task<(string? Problem, bool MayPass)> TryAsync(string json, CancellationToken patience)
    {
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(_address, content, patience).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? (null, false)
                : ($"the address answered {(int)answer.StatusCode}", (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.TooManyRequests);
        }
        catch (HttpRequestException e)
        {
            return ($"the address cannot be reached ({e.HttpRequestError})", true);
        }
        catch (OperationCanceledException)
        {
            return ("the address did not answer in time", false);
        }
    }
}
