namespace Diagnostics.Engine.Sessions;

/// <summary>Where a seat is, from its session and who holds it: the class board and the board of the day see the same. <see cref="Of"/> is what this node knows itself.</summary>
internal static class SeatStates
{
    /// <summary>The same with what other nodes on the store say: who is heard there has not lost the link.</summary>
    public static SeatState Everywhere(LiveSession live, long now)
    {
        SeatState here = Of(live, now);
        return (here, live.Presence.Elsewhere(now)) switch
        {
            (SeatState.LinkLost or SeatState.Left, SeatState.Answering or SeatState.Waiting) =>
                live.State.State != SessionState.Issued || live.Room.RunOf(live.Seat, now) == LessonState.Running ? SeatState.Answering : SeatState.Waiting,
            (SeatState.Empty, SeatState.Deciding or SeatState.Waiting) => SeatState.Deciding,
            _ => here,
        };
    }

    public static SeatState Of(LiveSession live, long now)
    {
        Session session = live.State;
        if (session.State != SessionState.Finished && session.Consent == false)
        {
            return SeatState.Refused;
        }

        if (session is { Parent: false, State: not SessionState.Finished })
        {
            return SeatState.ParentRefused;
        }

        return session.State switch
        {
            SessionState.Finished => SeatState.Finished,
            SessionState.InProgress or SessionState.Paused when live.Presence.HasLeft => SeatState.Left,
            SessionState.InProgress or SessionState.Paused => live.Presence.LinkLost(now) ? SeatState.LinkLost : SeatState.Answering,
            SessionState.Issued => BeforeStart(live, session, now),
            // Erased: nobody sits there, and nobody can.
            SessionState.Expired => SeatState.Empty,
        };
    }

    /// <summary>A session begins with its first answer; whoever reads the first page of a lesson that is on is at work all the same.</summary>
    private static SeatState BeforeStart(LiveSession live, Session session, long now)
    {
        bool holds = session.Epoch > 0;
        if (session.Consent == true)
        {
            return live.Presence.HasLeft ? SeatState.Left
                : !session.MayStart(live.Room.ParentsDecide) ? SeatState.ParentAwaited
                : holds && live.Presence.LinkLost(now) ? SeatState.LinkLost
                : holds && live.Room.RunOf(live.Seat, now) == LessonState.Running ? SeatState.Answering
                : SeatState.Waiting;
        }

        return live.Presence.Entered || holds ? SeatState.Deciding : SeatState.Empty;
    }
}
