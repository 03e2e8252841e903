namespace Diagnostics.Engine.Storage;

/// <summary>Why a batch did not reach the log. Nothing of it is in the store.</summary>
internal enum BatchRefusal
{
    /// <summary>The store failed or is being reopened.</summary>
    Busy,

    /// <summary>The session's epoch in the store is no longer the batch's.</summary>
    Superseded,

    /// <summary>The store refused this batch's data; the others went through.</summary>
    Data,
}

/// <summary>The new answers of one Put on their way to the log. The three callbacks run on the writer's thread and must be short.</summary>
internal abstract class AnswerBatch(string session, long epoch, IReadOnlyList<LoggedAnswer> answers)
{
    public string Session { get; } = session;

    public long Epoch { get; } = epoch;

    public IReadOnlyList<LoggedAnswer> Answers { get; } = answers;

    public int Bytes { get; } = answers.Sum(answer => answer.Value.Length + 48);

    /// <summary>Null while nobody traces it.</summary>
    public WriteTrace? Trace { get; init; }

    /// <summary>False when an earlier batch of the session failed, so that this one would leave a hole.</summary>
    public abstract bool StillDue();

    /// <summary>The batch is durable.</summary>
    public abstract void Written();

    public abstract void Refused(BatchRefusal refusal);
}
