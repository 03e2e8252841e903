namespace Diagnostics.Web.Tls;

/// <summary>
/// Asks the keeper for a newer certificate while the server runs; a certificate that cannot be used leaves the one shown so far.
/// </summary>
internal sealed partial class CertificateWatch(CertificateKeeper keeper, TimeProvider clock, ILogger<CertificateWatch> logger) : BackgroundService
{
    /// <summary>An operator renews long before this; from here on the log says so once a day.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private readonly PeriodicTimer _timer = new(keeper.LooksEvery, clock);
    private DateTimeOffset _warnedAt = DateTimeOffset.MinValue;

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WarnNearTheEnd();
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
            WarnNearTheEnd();
        }
    }

    private void Look()
    {
        try
        {
            if (keeper.Refresh())
            {
                Log.Changed(logger, keeper.Shown.TargetCertificate.NotAfter);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.NotTaken(logger, failure.Message);
        }
    }

    private void WarnNearTheEnd()
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTime end = keeper.Shown.TargetCertificate.NotAfter;
        if (end.ToUniversalTime() - now < Soon && now - _warnedAt >= TimeSpan.FromDays(1))
        {
            _warnedAt = now;
            Log.EndsSoon(logger, end);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "New connections get another certificate, valid until {End:yyyy-MM-dd}")]
        public static partial void Changed(ILogger logger, DateTime end);

        [LoggerMessage(LogLevel.Warning, "The certificate shown so far stays: {Reason}")]
        public static partial void NotTaken(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The certificate ends on {End:yyyy-MM-dd}: browsers will then refuse the server")]
        public static partial void EndsSoon(ILogger logger, DateTime end);
    }
}
