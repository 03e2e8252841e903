namespace Diagnostics.Engine.LiveDay;

/// <summary>When something is an incident. Pure, with the numbers in one place, so that a coordinator can read them.</summary>
internal static class TroubleRules
{
    /// <summary>Fewer without a link are the teacher's own board's business.</summary>
    public const int LeastLost = 3;

    /// <summary>More than this share of those at work or without a link.</summary>
    public const double LostShare = 0.2;

    /// <summary>A lesson runs this long and nobody is at work.</summary>
    public const long NobodyMs = 3 * 60_000;

    /// <summary>Fewer entries wait on any line now and then.</summary>
    public const int LeastUnsent = 20;

    /// <summary>A node says something every two seconds.</summary>
    public const long ServerMs = 15_000;

    /// <summary>After so long a silent server is no news of the day.</summary>
    public const long ForgetServerMs = 15 * 60_000;

    public static bool AreLinksLost(DayCount school) =>
        school.Lost >= LeastLost && school.Lost > LostShare * (school.Lost + school.Answering);

    public static bool GrowsUnsent(DayCount school, int minuteAgo) => school.Unsent >= LeastUnsent && school.Unsent > minuteAgo;

    public static bool DoesNobodyAnswer(ClassDay room, long nowMs) =>
        room.IsOn && room.RunsSinceMs is { } since && nowMs - since >= NobodyMs && room.Count is { Answering: 0, Lost: 0, FinishedNow: 0 };
}
