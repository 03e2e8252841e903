using System.Collections.Immutable;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>
/// What rehearsals say of how many students a slot may hold. Pure, the one place that decides.
/// <para>A run stands for the students it held, scaled down where they answered less than real ones and never up. Of these a fifth is left free. And a slot's students are
/// to be in within the first tenth of it, at the rate the run was seen to let them in.</para>
/// </summary>
public static class CapacityRule
{
    /// <summary>Of the students a run stands for; the rest is for what no rehearsal has: computers that fail, slips, staff at work. A city's plan has five nodes of twenty-five to spare as well.</summary>
    public const double Share = 0.8;

    /// <summary>The first part of a slot, in which everybody comes in.</summary>
    public const double ComingIn = 0.1;

    /// <summary>Seconds of that part in each minute of a slot.</summary>
    public const double ComingInSeconds = 60 * ComingIn;

    /// <summary>What binary fractions lose: 4.1 a second for 90 s are 369 and not 368.</summary>
    private const double Lost = 1e-6;

    /// <summary>A shorter run shows the bell and no lesson, min.</summary>
    public const double LeastMinutes = 10;

    /// <summary>Answers a second of a student at the start bell: 175 in 2,400 s, and 2.5 times the mean then.</summary>
    internal const double PeakAnswers = 175 / 2_400.0 * 2.5;

    /// <summary>Each run with what may be made of it, in their order.</summary>
    public static ImmutableArray<RehearsalWeight> Weigh(IReadOnlyList<RehearsedRun> runs) =>
        [.. runs.Select(run => RefusalOf(run.Facts, runs) is { } refusal ? new RehearsalWeight(refusal, 0) : new RehearsalWeight(null, StandsFor(run.Facts)))];

    /// <summary>Students of a slot; 0 where the run tells of none.</summary>
    /// <param name="standsFor">The students the run stands for.</param>
    /// <param name="entriesPerSecond">Students it was seen to let in; null where it does not tell.</param>
    /// <param name="slotMinutes">How long the slot is.</param>
    public static int Capacity(int standsFor, double? entriesPerSecond, int slotMinutes)
    {
        int spared = (int)Math.Floor(standsFor * Share);

        // The page (preparation/capacity.ts) counts the same way: another order may differ by one student.
        return entriesPerSecond is { } rate ? (int)Math.Min(spared, Math.Floor((rate * (slotMinutes * ComingInSeconds)) + Lost)) : spared;
    }

    private static RunRefusal? RefusalOf(RehearsalFacts run, IReadOnlyList<RehearsedRun> runs) =>
        !run.Holds ? RunRefusal.Failed
        : run.Profile == ReportedProfile.Closed ? RunRefusal.NoLesson
        : run.Minutes < LeastMinutes ? RunRefusal.TooShort
        : StandsFor(run) == 0 ? RunRefusal.TooSlow
        : runs.Any(other => other.MayContradict && Contradicts(other.Facts, run)) ? RunRefusal.Contradicted : null;

    private static int StandsFor(RehearsalFacts run) => (int)Math.Min(
        run.Students, Math.Floor(run.Rate > 0 ? run.ReachedRate / PeakAnswers : run.Students * Math.Min(1, run.Pace)));

    /// <summary>A later run in which as few students, who asked no more than real ones do, were too many.</summary>
    private static bool Contradicts(RehearsalFacts later, RehearsalFacts run) =>
        !later.Holds && later.StartedAtMs > run.StartedAtMs && later.Students <= StandsFor(run) && later.Profile != ReportedProfile.Closed
        && (later.Rate > 0 ? later.Rate <= later.Students * PeakAnswers : later.Pace <= 1);
}

/// <param name="MayContradict">The run itself or the operator brought it: what one region brings takes nothing away from the others.</param>
public sealed record RehearsedRun(RehearsalFacts Facts, bool MayContradict);

/// <param name="Refusal">Why no capacity follows from the run; null where one does.</param>
/// <param name="StandsFor">Real students at once; 0 where it is refused.</param>
public sealed record RehearsalWeight(RunRefusal? Refusal, int StandsFor);

/// <summary>The first that holds.</summary>
public enum RunRefusal
{
    /// <summary>Its verdict is that the server does not hold.</summary>
    Failed,

    /// <summary>Its students answered as fast as they were let: the server's limit and no lesson.</summary>
    NoLesson,
    TooShort,

    /// <summary>So few answers that they stand for nobody.</summary>
    TooSlow,

    /// <summary>A later run with as few students failed, and was brought by the run itself or the operator.</summary>
    Contradicted,
}
