namespace Diagnostics.Engine.Results;

/// <summary>
/// What speaks against letting a session feed norms, reliability or DIF. The one place that says it: whoever selects sessions for any of them asks here.
/// </summary>
/// <param name="Against">Empty when it counts.</param>
public sealed record SessionStanding(string SessionId, int Seat, IReadOnlyList<StandingReason> Against)
{
    public bool CountsForNorms => Against.Count == 0;
}

public enum StandingReason
{
    NotFinished,

    /// <summary>The student or a parent refused or withdrew.</summary>
    NotAgreed,

    /// <summary>A student of the engine's own.</summary>
    Simulated,

    /// <summary>Made by a rehearsal of the day.</summary>
    Rehearsed,

    /// <summary>Chosen instruments beside the day: another order of sections, often a second time.</summary>
    Sitting,

    AtHome,

    /// <summary>Another form than the standard one.</summary>
    SpecialForm,

    /// <summary>Limits that lasted longer, for the student or for the class.</summary>
    ExtraTime,

    /// <summary>Something was noted as gone wrong, the seat was held or ended apart, or the server was away.</summary>
    Interrupted,

    /// <summary>The answers on interests are in doubt, or tasks were answered after their limit.</summary>
    Flagged,
}
