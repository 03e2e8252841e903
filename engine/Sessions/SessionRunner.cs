namespace Diagnostics.Engine.Sessions;

/// <summary>The way of one answer on the server: gate, check, durable append, apply, acknowledge. One per node.</summary>
public sealed class SessionRunner
{
    /// <summary>Raised outside any lock when connected clients must be told something; the web pushes it to them.</summary>
    public event Action<SessionControl>? Control;

    public Task<HelloReply> HelloAsync(string sessionId, HelloRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<PutReply> PutAsync(string sessionId, PutRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<FinishReply> FinishAsync(string sessionId, FinishRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A sign of life of the client with this epoch (keep-alive); for presence and the 30 s rule.</summary>
    public void Heard(string sessionId, long epoch) => Control?.Invoke(null!);

    /// <summary>The link of the client with this epoch is gone; for presence only.</summary>
    public void Lost(string sessionId, long epoch) => throw new NotImplementedException();
}

/// <summary>What to tell connected clients. Either one session (superseded) or all of a class (lesson state).</summary>
/// <param name="Epoch">With Superseded: the new epoch; clients below it are told.</param>
public sealed record SessionControl(ControlKind Kind, string ClassId, string? SessionId, long? Epoch, LessonState? Run);

public enum ControlKind
{
    Superseded,
    Lesson,
}
