namespace Diagnostics.Web.Rehearsal;

/// <summary>What a process of the crowd counts while it runs. Any thread may add.</summary>
internal sealed class CrowdCounts(int seconds)
{
    public const int SliceSeconds = 5;

    private readonly long[] _numbers = new long[Enum.GetValues<Counted>().Length];

    /// <summary>From the instant an answer was due to its acknowledgement.</summary>
    public LatencyCounts Answers { get; } = new();

    /// <summary>The same by slices of five seconds of the run.</summary>
    public LatencyCounts[] Slices { get; } = [.. Enumerable.Range(0, (seconds / SliceSeconds) + 1).Select(_ => new LatencyCounts())];

    /// <summary>From the first try with a code to being let in, the place in the queue included.</summary>
    public LatencyCounts Entries { get; } = new();

    /// <summary>From the teacher's press to the page that is told.</summary>
    public LatencyCounts Starts { get; } = new();

    /// <summary>From the decision to connect to the answered hello, failed tries included.</summary>
    public LatencyCounts Hellos { get; } = new();

    /// <summary>From the storm's cut, or from a link that was lost otherwise than by the script, to the answered hello.</summary>
    public LatencyCounts Returns { get; } = new();

    public long this[Counted what] => Interlocked.Read(ref _numbers[(int)what]);

    public void Add(Counted what, long by = 1) => Interlocked.Add(ref _numbers[(int)what], by);

    public void Answered(double ms, double atSecond)
    {
        Answers.Add(ms);
        Slices[Math.Clamp((int)(atSecond / SliceSeconds), 0, Slices.Length - 1)].Add(ms);
    }

    public Dictionary<Counted, long> Numbers() => Enum.GetValues<Counted>().ToDictionary(what => what, what => this[what]);
}

/// <summary>What is counted.</summary>
internal enum Counted
{
    Entered,

    /// <summary>Now, not in all.</summary>
    Connected,
    Acknowledged,

    /// <summary>Of these, answers held up while the student's own link was away; that time is left out of how long they took.</summary>
    WaitedForLink,
    Finished,

    /// <summary>Came back after a lost link.</summary>
    Reconnected,

    /// <summary>The server asked to wait.</summary>
    Busy,

    /// <summary>A call the server answered as it should not: a fault, a refusal nobody expects.</summary>
    Failed,

    /// <summary>A link that ended, or did not open, otherwise than by the script.</summary>
    LinkLost,

    /// <summary>Told their place in the queue at the entry.</summary>
    Queued,

    /// <summary>A device told to wait for the teacher's tap, as it should be.</summary>
    WaitedForTap,

    /// <summary>Went on at another device.</summary>
    Moved,

    /// <summary>Answers left on a device that was given up before they were acknowledged.</summary>
    LeftBehind,

    /// <summary>Replies that contradict what was acknowledged before.</summary>
    Contradicted,

    /// <summary>Looks at a board, and how many of them showed less than was acknowledged three seconds earlier.</summary>
    BoardLooks,
    BoardStale,
}
