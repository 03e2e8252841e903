using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// The store for reading: a DbDataSource, its dialect, and the one resilience pipeline, around reads only because only they are idempotent
/// as a whole.
/// </summary>
internal sealed class Database(Dialect dialect, StoreOptions options, TimeProvider clock, ILogger<Database> logger, StoreMeter meter)
    : IDisposable
{
    private readonly ResiliencePipeline _pipeline = Build(dialect, options, clock, logger, meter);

    public Dialect Dialect => dialect;

    /// <exception cref="StoreBusyException">The store stayed away through all attempts, or the circuit is open.</exception>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values, CancellationToken cancellation) =>
        await ReadAsync(
            async (connection, token) =>
                (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: token))).AsList(),
            cancellation);

    /// <exception cref="StoreBusyException">The store stayed away through all attempts, or the circuit is open.</exception>
    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? values, CancellationToken cancellation)
        where T : class =>
        ReadAsync(
            (connection, token) => connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, values, cancellationToken: token)),
            cancellation);

    /// <summary>How long a caller should wait after a refusal: 2–10 s, spread.</summary>
    public static int RetryMs() => RandomNumberGenerator.GetInt32(2_000, 10_001);

    public void Dispose() => dialect.Dispose();

    private async Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        long began = clock.GetTimestamp();
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                {
                    await using DbConnection connection = await dialect.Readers.OpenConnectionAsync(token);
                    return await read(connection, token);
                },
                cancellation);
        }
        catch (Exception error) when (error is BrokenCircuitException or TimeoutRejectedException || dialect.IsTransient(error))
        {
            throw new StoreBusyException("The store cannot be read now.", RetryMs(), error);
        }
        finally
        {
            meter.Read(clock.GetElapsedTime(began));
        }
    }

    private static ResiliencePipeline Build(Dialect dialect, StoreOptions options, TimeProvider clock, ILogger logger, StoreMeter meter)
    {
        PredicateBuilder<object> transient = new PredicateBuilder()
            .Handle<TimeoutRejectedException>().Handle<Exception>(dialect.IsTransient);
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = transient,
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = retry =>
                {
                    meter.Retried();
                    StoreLog.Retry(logger, retry.AttemptNumber + 1, StoreLog.KindOf(retry.Outcome.Exception), retry.RetryDelay.TotalMilliseconds);
                    return default;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = transient,
                FailureRatio = options.BreakerRatio,
                MinimumThroughput = options.BreakerThroughput,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakDuration,
                OnOpened = opened =>
                {
                    meter.Broke();
                    StoreLog.Broken(logger, opened.BreakDuration.TotalMilliseconds);
                    return default;
                },
            })
            .AddTimeout(options.ReadTimeout)
            .Build();
    }
}
