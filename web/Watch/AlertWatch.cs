using Diagnostics.Engine.LiveDay;

namespace Diagnostics.Web.Watch;

/// <summary>
/// Which conditions are met, reading by reading. A condition stands from when it has held for its time until it has not held for as long, so that a figure that
/// swings around its limit is told once. Pure but for what it remembers; one thread.
/// </summary>
internal sealed class AlertWatch(IReadOnlyList<AlertCondition> conditions)
{
    private readonly Standing[] _standings = [.. conditions.Select(condition => new Standing(condition))];

    /// <param name="nowMs">Of the reading; never smaller than before.</param>
    /// <param name="valueOf">A figure of the reading; null where nothing was measured.</param>
    /// <returns>What began or ended with this reading.</returns>
    public IReadOnlyList<AlertChange> Judge(long nowMs, Func<string, double?> valueOf)
    {
        List<AlertChange> changes = [];
        foreach (Standing one in _standings)
        {
            double? value = valueOf(one.Condition.Figure);
            bool holds = one.Condition.Holds(value);
            one.Value = value ?? one.Value;
            if (holds == one.IsOn)
            {
                one.OtherwiseSinceMs = null;
                continue;
            }

            one.OtherwiseSinceMs ??= nowMs;
            if (nowMs - one.OtherwiseSinceMs >= one.Condition.For.TotalMilliseconds)
            {
                changes.Add(new AlertChange(one.Condition, holds, one.Value, holds ? nowMs : one.SinceMs));
                (one.IsOn, one.SinceMs, one.OtherwiseSinceMs) = (holds, nowMs, null);
            }
        }

        return changes;
    }

    /// <summary>Those that stand, in the order of the conditions.</summary>
    public IReadOnlyList<StandingAlert> Now =>
        [.. _standings.Where(one => one.IsOn).Select(one => new StandingAlert(one.Condition.ToString(), one.Condition.Figure, one.Value, one.SinceMs))];

    private sealed class Standing(AlertCondition condition)
    {
        public AlertCondition Condition => condition;

        public bool IsOn { get; set; }

        /// <summary>The last that was measured.</summary>
        public double Value { get; set; }

        public long SinceMs { get; set; }

        /// <summary>Since when it has been the other way round.</summary>
        public long? OtherwiseSinceMs { get; set; }
    }
}

/// <param name="HasBegun">Otherwise it has ended.</param>
/// <param name="Value">Of the figure at that moment, or the last known.</param>
/// <param name="SinceMs">When it began, Unix ms.</param>
internal sealed record AlertChange(AlertCondition Condition, bool HasBegun, double Value, long SinceMs);
