namespace Diagnostics.Engine.Sessions;

/// <summary>From a typed code to a session, and the decision to take part.</summary>
public sealed class Entrance
{
    /// <summary>Finds the session of a code. A device heard from within 30 s keeps its session until the teacher's tap lets the new one in.</summary>
    public Task<EnterOutcome> EnterAsync(string code, string deviceId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Records consent or refusal; the last decision counts. False when the session is finished or expired.</summary>
    public Task<bool> DecideAsync(string sessionId, bool agreed, string textVersion, CancellationToken cancellation) => throw new NotImplementedException();
}

/// <summary>Where a student sits: shown back before anything is asked.</summary>
public sealed record SeatPlace(string SchoolName, string ClassName, string ClassId, int Grade, int Seat);

public abstract record EnterOutcome
{
    private EnterOutcome()
    {
    }

    public sealed record Entered(string SessionId, SeatPlace Place, SessionState State, bool? Consent, string PackageHash) : EnterOutcome;

    /// <summary>No such code, also when it was replaced.</summary>
    public sealed record Unknown : EnterOutcome;

    /// <summary>Another device is in; the teacher's board now shows the wish to move.</summary>
    public sealed record Occupied : EnterOutcome;

    /// <summary>The session is finished: the result key opens the result.</summary>
    public sealed record Finished : EnterOutcome;
}
