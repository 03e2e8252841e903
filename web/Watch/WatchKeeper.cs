using Diagnostics.Engine.LiveDay;

namespace Diagnostics.Web.Watch;

/// <summary>
/// Looks at this node's figures every two seconds, judges the operator's conditions, and remembers the last minutes. It waits for no store: when one hangs, its
/// figures are what tells it. What it sees is what the node says of itself to the others.
/// </summary>
internal sealed partial class WatchKeeper : BackgroundService
{
    private readonly DayBoard _day;
    private readonly SelfLook _look;
    private readonly PoolWatch _pool;
    private readonly TimeProvider _clock;
    private readonly ILogger<WatchKeeper> _logger;
    private readonly AlertWatch _alerts;
    private readonly NodeTrends _trends = new();
    private readonly Lock _gate = new();
    private NodeReading? _newest;

    public WatchKeeper(DayBoard day, SelfLook look, PoolWatch pool, ServerOptions options, TimeProvider clock, ILogger<WatchKeeper> logger)
    {
        (_day, _look, _pool, _clock, _logger) = (day, look, pool, clock, logger);
        _alerts = new AlertWatch(options.Alerts);
        // Before the day's first beat: this is the one who looks.
        _day.Self = _ => (Volatile.Read(ref _newest) ?? Look()).Word;
    }

    /// <summary>Null before the first look.</summary>
    public ServerView? Read()
    {
        if (Volatile.Read(ref _newest) is not { } newest)
        {
            return null;
        }

        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new ServerView(
            now,
            [
                new ServerNode("", Environment.MachineName, true, true, Math.Max(0, now - newest.AtMs), newest.Word.Load, newest.Word.Figures, _trends.Of("")),
                .. _day.Others.Select(other => new ServerNode(
                    other.Id, other.Name, false, other.IsHeard, other.AgeMs, other.Word.Load, other.Word.Figures, _trends.Of(other.Id))),
            ]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(DayBoard.Beat, _clock);
        do
        {
            try
            {
                Look();
            }
            catch (AggregateException failure)
            {
                // An instrument could not be asked; the others were, and the next look asks again.
                Log.NotLooked(_logger, failure.GetBaseException().GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private NodeReading Look()
    {
        lock (_gate)
        {
            long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            NodeLoad load = _day.LookAtLoad(_pool.IsStarved);
            NodeFigures figures = _look.Look(load, []);
            NodeWord word = new(load, figures);
            foreach (AlertChange change in _alerts.Judge(now, figure => AlertFigures.Of(figure, word)))
            {
                Tell(change, now);
            }

            NodeReading reading = new(now, word with { Figures = figures with { Alerts = _alerts.Now } });
            Volatile.Write(ref _newest, reading);
            _trends.Add("", now, reading.Word);
            foreach (OtherNode other in _day.Others.Where(other => other.IsHeard))
            {
                _trends.Add(other.Id, now, other.Word);
            }

            _trends.Keep([.. _day.Others.Select(other => other.Id), ""]);
            return reading;
        }
    }

    private void Tell(AlertChange change, long nowMs)
    {
        if (change.HasBegun)
        {
            Log.Begun(_logger, change.Condition.ToString(), change.Value);
        }
        else
        {
            Log.Ended(_logger, change.Condition.ToString(), change.Value, (nowMs - change.SinceMs) / 1_000);
        }
    }

    private sealed record NodeReading(long AtMs, NodeWord Word);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The figures were not looked at whole: {Failure}; the next look tries again")]
        public static partial void NotLooked(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Warning, "Alert: {Condition}; now {Value}")]
        public static partial void Begun(ILogger logger, string condition, double value);

        [LoggerMessage(LogLevel.Warning, "Alert over: {Condition}; now {Value}, after {Seconds} s")]
        public static partial void Ended(ILogger logger, string condition, double value, long seconds);
    }
}
