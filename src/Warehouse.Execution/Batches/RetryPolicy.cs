using Polly;
using Polly.Retry;

namespace Warehouse.Execution.Batches;

/// <summary>How what is known to pass is tried again: as often as <see cref="BatchOptions"/> say, each pause twice the last, more or less, and none over half a minute.</summary>
internal static class RetryPolicy
{
    /// <param name="passes">Whether an outcome is known to pass.</param>
    /// <param name="retried">Is told before each further try.</param>
    public static ResiliencePipeline<BatchResult> Of(
        BatchOptions options, TimeProvider clock, Func<Outcome<BatchResult>, bool> passes, Action<OnRetryArguments<BatchResult>> retried)
    {
        var pipeline = new ResiliencePipelineBuilder<BatchResult> { TimeProvider = clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new()
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(30),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(passes(arguments.Outcome)),
                OnRetry = arguments =>
                {
                    retried(arguments);
                    return default;
                },
            });
        }

        return pipeline.Build();
    }
}
