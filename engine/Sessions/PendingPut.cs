using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>The new answers of one Put between the session's gate and the log.</summary>
internal sealed class PendingPut(LiveSession session, int term, long epoch, IReadOnlyList<LoggedAnswer> answers)
    : AnswerBatch(session.Id, epoch, answers)
{
    private readonly TaskCompletionSource<BatchRefusal?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null when durable.</summary>
    public Task<BatchRefusal?> Done => _done.Task;

    public override bool StillDue() => session.IsCurrent(term);

    public override void Written()
    {
        session.Written(Answers);
        _done.TrySetResult(null);
    }

    public override void Refused(BatchRefusal refusal)
    {
        session.Refused(term);
        _done.TrySetResult(refusal);
    }
}
