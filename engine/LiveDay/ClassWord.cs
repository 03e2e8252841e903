using System.Globalization;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.LiveDay;

/// <summary>What one node knows of one class now. Equal words need not be said again.</summary>
/// <param name="LessonAtMs">When this node noticed that the lesson is there, Unix ms: of two nodes the later one is right.</param>
/// <param name="HeardAtMs">When a device of the class was last heard here, to the minute, Unix ms; 0: not since this node started.</param>
/// <param name="Seats">A letter of <see cref="SeatMarks"/> for each seat in order.</param>
/// <param name="Unsent">Entries that wait on devices: position in <paramref name="Seats"/> and number, as "3:12 7:1"; empty when none wait.</param>
internal sealed record ClassWord(string ClassId, LessonState Lesson, long LessonAtMs, long HeardAtMs, string Seats, string Unsent)
{
    /// <summary>Nothing in it changes by silence: it is looked at again when the class's revision has moved.</summary>
    [JsonIgnore]
    public bool IsStill => !Seats.Any(SeatMarks.MayFallSilent);

    /// <summary>What waits on devices, by position of the seat.</summary>
    public IEnumerable<(int Position, int Number)> Waiting()
    {
        foreach (string one in Unsent.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = one.IndexOf(':', StringComparison.Ordinal);
            yield return (int.Parse(one.AsSpan(0, colon), CultureInfo.InvariantCulture), int.Parse(one.AsSpan(colon + 1), CultureInfo.InvariantCulture));
        }
    }
}
