using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.LiveDay;

/// <summary>A class on the board of the day: the words of all nodes put together, or what the store has where no node speaks of it. One thread at a time.</summary>
internal sealed class ClassDay(RosterClass row)
{
    /// <summary>Who came before the start is gathering for this long after the last word.</summary>
    internal static readonly long GatheringMs = (long)TimeSpan.FromMinutes(30).TotalMilliseconds;

    /// <summary>A lesson nobody was heard of for this long was left open, and is not on.</summary>
    private static readonly long ForgottenMs = (long)TimeSpan.FromHours(4).TotalMilliseconds;

    private readonly List<(string Node, ClassWord Word)> _words = [];
    private LessonState? _before;

    public RosterClass Row { get; set; } = row;

    public LessonState Lesson { get; private set; } = row.Lesson;

    /// <summary>Its lesson is on, or its students gather for it.</summary>
    public bool IsOn => Count.On > 0;

    /// <summary>Since when the lesson is seen to run, Unix ms; null when it does not run, or ran already when it was first seen.</summary>
    public long? RunsSinceMs { get; private set; }

    public DayCount Count { get; private set; } = DayCount.None;

    public void Say(string node, ClassWord word)
    {
        Unsay(node);
        _words.Add((node, word));
    }

    public void Unsay(string node) => _words.RemoveAll(said => said.Node == node);

    /// <summary>Counts anew; true when that changed something.</summary>
    public bool Recount(long nowMs)
    {
        DayCount before = Count;
        LessonState lessonBefore = Lesson;
        Lesson = _words.Count == 0 ? Row.Lesson : _words.MaxBy(said => said.Word.LessonAtMs).Word.Lesson;
        RunsSinceMs = Lesson == LessonState.Running ? RunsSinceMs ?? (IsBegun ? nowMs : null) : null;
        _before = Lesson;
        Count = _words.Count == 0 ? FromStore(nowMs) : FromWords(nowMs);
        return Count != before || Lesson != lessonBefore;
    }

    /// <summary>It was seen before it ran; or a node has it and nobody ever answered, so that it is no lesson of another day that was left open.</summary>
    private bool IsBegun => (_before is { } known && known != LessonState.Running) || (_words.Count > 0 && Row.StartedAtMs == 0);

    /// <summary>Whoever began and is in no node's memory has lost the link: the node that knew the class is gone.</summary>
    private DayCount FromStore(long nowMs)
    {
        int joined = Row.Finished + Row.Begun;
        return Whole(joined, Row.Finished, IsOnAt(nowMs, 0, joined) ? new Present(joined, 0, 0, Row.Begun, 0) : null);
    }

    private DayCount FromWords(long nowMs)
    {
        int seats = _words.Max(said => said.Word.Seats.Length);
        Span<int> counts = stackalloc int[SeatMarks.Finished - SeatMarks.Empty + 1];
        counts.Clear();
        for (int i = 0; i < seats; i++)
        {
            counts[MarkOf(i) - SeatMarks.Empty]++;
        }

        int finished = counts[SeatMarks.Finished - SeatMarks.Empty];
        int answering = counts[SeatMarks.Answering - SeatMarks.Empty];
        int lost = counts[SeatMarks.Lost - SeatMarks.Empty];
        int waiting = counts[SeatMarks.Deciding - SeatMarks.Empty] + counts[SeatMarks.Waiting - SeatMarks.Empty];
        int joined = waiting + lost + counts[SeatMarks.Left - SeatMarks.Empty] + answering + finished;
        bool isOn = IsOnAt(nowMs, _words.Max(said => said.Word.HeardAtMs), joined);
        return Whole(joined, finished, isOn ? new Present(joined, waiting, answering, lost, Unsent()) : null);
    }

    private DayCount Whole(int joined, int finished, Present? now) => new(
        1, now is null ? 0 : 1, Lesson == LessonState.Ended ? 1 : 0, Row.Expected, joined, finished,
        now is null ? 0 : Row.Expected, now?.Joined ?? 0, now?.Waiting ?? 0, now?.Answering ?? 0, now?.Lost ?? 0, now is null ? 0 : finished, now?.Unsent ?? 0);

    private bool IsOnAt(long nowMs, long heardAtMs, int joined) => Lesson switch
    {
        LessonState.Running or LessonState.Paused => nowMs - Math.Max(Math.Max(heardAtMs, Row.StartedAtMs), RunsSinceMs ?? 0) < ForgottenMs,
        LessonState.Lobby => joined > 0 && nowMs - heardAtMs < GatheringMs,
        LessonState.Ended => false,
    };

    private char MarkOf(int position)
    {
        char furthest = SeatMarks.Empty;
        foreach ((_, ClassWord word) in _words)
        {
            if (position < word.Seats.Length && word.Seats[position] > furthest)
            {
                furthest = word.Seats[position];
            }
        }

        return furthest;
    }

    /// <summary>As said by the node whose word about the seat counts.</summary>
    private int Unsent() => _words.Sum(said => said.Word.Waiting().Where(one => said.Word.Seats[one.Position] == MarkOf(one.Position)).Sum(one => one.Number));

    private sealed record Present(int Joined, int Waiting, int Answering, int Lost, int Unsent);
}
