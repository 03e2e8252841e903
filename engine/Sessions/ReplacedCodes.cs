namespace Diagnostics.Engine.Sessions;

/// <summary>A seat has a new code: what the old one opened ends here at once, and on other nodes when they next look.</summary>
internal sealed class ReplacedCodes(SessionRoll roll, ControlBell bell)
{
    /// <summary>In the order of the store's commits; nothing happens when the session is not in memory.</summary>
    public void Take(string sessionId, int revision) => roll.Peek(sessionId)?.ReplaceCode(revision);

    /// <summary>Outside every lock.</summary>
    public void Tell(string classId, string sessionId) => bell.Ring(new SessionControl(ControlKind.CodeReplaced, classId, sessionId, null, null));
}
