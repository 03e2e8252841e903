using System.Globalization;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// Looks over the classes in this node's memory and says which words about them are new. A class in which nothing moved is passed over; the cost is in
/// classes and seats, never in answers. One thread.
/// </summary>
internal sealed class NodeWatch(SessionRoll roll)
{
    private const long MinuteMs = 60_000;

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private int _answering;

    /// <summary>Students at work here at the last look.</summary>
    public int Answering => Volatile.Read(ref _answering);

    /// <summary>Another node's word about a class, for the class boards here; null: nothing any more.</summary>
    public void Hear(string nodeId, string classId, ClassWord? word) => roll.Hearsay.Say(nodeId, classId, word is null ? [] : SeatMarks.HeardIn(word));

    /// <summary>Tells the classes in memory what other nodes say of their seats: said again at each beat, for as long as it stands.</summary>
    public void TellHearsay(long nowMs)
    {
        foreach (LiveClass room in roll.Loaded)
        {
            roll.Hearsay.TellTo(room, nowMs);
        }
    }

    /// <summary>This node's word about a class; null when the class is not in its memory.</summary>
    public ClassWord? WordOf(string classId) => _seen.GetValueOrDefault(classId)?.Word;

    /// <summary>The classes whose words changed since the last look, also those this node has let go of.</summary>
    public IReadOnlyList<string> Look(long nowMs)
    {
        List<string> changed = [];
        int met = 0;
        foreach (LiveClass room in roll.Loaded)
        {
            met++;
            // Before its seats are looked at: what changes meanwhile is seen the next time.
            long revision = room.Revision;
            Seen? before = _seen.GetValueOrDefault(room.Id);
            if (before is not null && before.Revision == revision && before.Word.IsStill)
            {
                continue;
            }

            ClassWord word = WordOf(room, before?.Word, nowMs);
            _seen[room.Id] = new Seen(revision, word);
            if (word != before?.Word)
            {
                changed.Add(room.Id);
            }
        }

        if (met < _seen.Count)
        {
            HashSet<string> here = [.. roll.Loaded.Select(room => room.Id)];
            foreach (string gone in _seen.Keys.Where(id => !here.Contains(id)).ToArray())
            {
                _seen.Remove(gone);
                changed.Add(gone);
            }
        }

        if (changed.Count > 0)
        {
            Volatile.Write(ref _answering, _seen.Values.Sum(seen => seen.Answering));
        }

        return changed;
    }

    private static ClassWord WordOf(LiveClass room, ClassWord? before, long nowMs)
    {
        LessonState lesson = room.LessonAt(nowMs);
        Span<char> marks = stackalloc char[room.Seats.Length];
        long heardAtMs = 0;
        string unsent = "";
        for (int i = 0; i < marks.Length; i++)
        {
            LiveSession live = room.Seats[i];
            marks[i] = SeatMarks.Of(SeatStates.Of(live, nowMs));
            heardAtMs = Math.Max(heardAtMs, live.Presence.HeardAtMs ?? 0);
            if (marks[i] is SeatMarks.Answering or SeatMarks.Lost && live.Presence.Unsent is > 0 and var waiting)
            {
                unsent += string.Create(CultureInfo.InvariantCulture, $"{(unsent.Length > 0 ? " " : "")}{i}:{waiting}");
            }
        }

        return new ClassWord(
            room.Id, lesson, before?.Lesson == lesson ? before.LessonAtMs : nowMs, heardAtMs / MinuteMs * MinuteMs, marks.ToString(), unsent);
    }

    private sealed record Seen(long Revision, ClassWord Word)
    {
        public int Answering { get; } = Word.Seats.AsSpan().Count(SeatMarks.Answering);
    }
}
