using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Monitoring;

/// <summary>How many sessions a reason kept out, as far as it may be told: of conditions that go with a student's health few are not counted out loud. Pure.</summary>
internal static class ToldReasons
{
    public const int Least = 10;

    private static readonly StandingReason[] OfConditions = [StandingReason.SpecialForm, StandingReason.ExtraTime];

    public static IReadOnlyDictionary<StandingReason, long?> Of(IReadOnlyDictionary<StandingReason, long?> against) =>
        against.ToDictionary(one => one.Key, one => OfConditions.Contains(one.Key) && one.Value < Least ? null : one.Value);
}
