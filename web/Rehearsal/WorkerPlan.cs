using Diagnostics.Engine.Rehearsals;

namespace Diagnostics.Web.Rehearsal;

/// <summary>What one process of the crowd is told before it begins.</summary>
/// <param name="Url">The server.</param>
/// <param name="StartAtMs">Unix ms at which the run begins, the same for all processes.</param>
/// <param name="Seconds">How long the run takes.</param>
/// <param name="Pace">How much faster than a reader of the middle the students are; 1 is real.</param>
/// <param name="Seed">The same seed gives the same crowd.</param>
/// <param name="Authority">PEM of the authority to trust besides the system's, or null.</param>
/// <param name="Sources">Addresses to come from; empty for the system's choice.</param>
/// <param name="Classes">The classes of this process.</param>
/// <param name="WithoutJitter">Share of the students that come back from the storm at once.</param>
/// <param name="AnswerSeconds">Mean seconds from one answer of a student to the next, at any instant alike, over and over to the end; 0: at a reader's pace, once.</param>
/// <param name="ClosesBoards">Teachers close their boards half-way.</param>
internal sealed record WorkerPlan(
    Uri Url, RehearsalProfile Profile, long StartAtMs, int Seconds, double Pace, int Seed, string? Authority, IReadOnlyList<string> Sources,
    IReadOnlyList<RehearsedClass> Classes, double WithoutJitter = WorkerPlan.UsuallyWithoutJitter, double AnswerSeconds = 0, bool ClosesBoards = false)
{
    /// <summary>Clients that are not ours, or old.</summary>
    public const double UsuallyWithoutJitter = 0.2;

    /// <summary>Without students: connections of a closed loop, from several addresses where the system has them.</summary>
    public static WorkerPlan OfLoop(Uri url, int seconds) => new(
        url, RehearsalProfile.Closed, 0, seconds, 1, 1, null, OperatingSystem.IsLinux() ? ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"] : [], []);

    /// <summary>Students come in until then, s from the start.</summary>
    public double ComingIn => Math.Min(Seconds * 0.2, Profile == RehearsalProfile.Lesson ? 180 : 60);

    /// <summary>When lessons begin, s from the start; the bell is the same for all.</summary>
    public double Bell => ComingIn + Math.Min(5, Seconds * 0.05);

    /// <summary>From here on students finish with what they have, s from the start.</summary>
    public double Closing => Seconds - Math.Min(60, Seconds * 0.15);

    /// <summary>When the storm cuts every socket, or boards are closed, s from the start.</summary>
    public double Middle => (Bell + Closing) / 2;

    /// <summary>Whoever is through the battery begins it again.</summary>
    public bool IsEndless => Profile == RehearsalProfile.Closed || AnswerSeconds > 0;

    /// <summary>How long after the end those may still finish who could not before, s.</summary>
    public const int Grace = 180;
}
