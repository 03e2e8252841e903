using System.Diagnostics;

namespace Diagnostics.Engine.Storage;

/// <summary>The way of one message with answers through the store, for whoever traces it: how long it waited, and the transaction it was in.</summary>
internal sealed class WriteTrace
{
    /// <summary>Where the spans of the answer path come from. They carry counts and outcomes and nothing of a session.</summary>
    public static readonly ActivitySource Source = new("Diagnostics.Engine.Answers");

    private readonly ActivityContext _put;
    private readonly DateTimeOffset _queuedAt;

    private WriteTrace(Activity put, TimeProvider clock) => (_put, _queuedAt) = (put.Context, clock.GetUtcNow());

    /// <summary>Null while nobody traces this message.</summary>
    public static WriteTrace? Of(Activity? put, TimeProvider clock) => put is { Recorded: true } ? new WriteTrace(put, clock) : null;

    /// <summary>On the writer's thread, after the transaction.</summary>
    /// <param name="duration">Of the transaction, which ended just now.</param>
    /// <param name="answers">In the transaction as a whole.</param>
    public void Committed(DateTimeOffset now, TimeSpan duration, int answers)
    {
        DateTimeOffset began = now - duration;
        using (Activity? waited = Source.StartActivity("answers.wait", ActivityKind.Internal, _put, startTime: _queuedAt))
        {
            waited?.SetEndTime(began.UtcDateTime);
        }

        using Activity? committed = Source.StartActivity("answers.commit", ActivityKind.Internal, _put, startTime: began);
        committed?.SetTag("answers.count", answers);
        committed?.SetEndTime(now.UtcDateTime);
    }
}
