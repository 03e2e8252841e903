using System.Diagnostics.Metrics;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// What becomes of answers between their arrival and the acknowledgement, and who is there; meter "Diagnostics.Engine.Answers", see engine/README.md.
/// Nothing here allocates or locks: it stands on the way of every answer.
/// </summary>
internal sealed class AnswerMeter : IDisposable
{
    public const string Name = "Diagnostics.Engine.Answers";

    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetValues<PutRefusal>().Select(reason => new KeyValuePair<string, object?>("reason", reason.ToString().ToLowerInvariant()))];

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _paced;
    private readonly Histogram<double> _acknowledged;

    /// <param name="waiting">Students before the entry.</param>
    /// <param name="answering">Students at work on this node.</param>
    public AnswerMeter(Func<int> waiting, Func<int> answering)
    {
        _accepted = Meter.CreateCounter<long>("answers.accepted", "{answer}", "Answers taken in, on their way to the store.");
        _refused = Meter.CreateCounter<long>("answers.refused", "{put}", "Messages with answers that were not acknowledged, by reason.");
        _paced = Meter.CreateCounter<long>("answers.paced", "{put}", "Acknowledgements that asked to gather answers before the next message.");
        _acknowledged = Meter.CreateHistogram<double>("answers.acknowledged", "ms", "From the arrival of a message with new answers to its acknowledgement.");
        Meter.CreateObservableGauge("entry.waiting", waiting, "{student}", "Students who stand before the entry.");
        Meter.CreateObservableGauge("sessions.answering", answering, "{session}", "Sessions at work on this node, at the last beat of the day's board.");
    }

    public Meter Meter { get; } = new(Name);

    public void Accepted(int answers) => _accepted.Add(answers);

    public void Acknowledged(TimeSpan after, bool isPaced)
    {
        _acknowledged.Record(after.TotalMilliseconds);
        if (isPaced)
        {
            _paced.Add(1);
        }
    }

    public void Refused(PutRefusal reason) => _refused.Add(1, Reasons[(int)reason]);

    public void Dispose() => Meter.Dispose();
}

/// <summary>Why a message with answers was not acknowledged; whoever sent it keeps them.</summary>
internal enum PutRefusal
{
    /// <summary>Too much waits, or the store cannot be used.</summary>
    Busy,

    /// <summary>This one session sends more than it may.</summary>
    Rate,

    /// <summary>The session is held elsewhere.</summary>
    Superseded,

    /// <summary>No answers to these items, or data that the store refused.</summary>
    Invalid,

    /// <summary>Earlier answers are missing.</summary>
    Gap,

    /// <summary>The session takes no answers.</summary>
    Closed,
}
