namespace Diagnostics.Engine.Waves;

/// <summary>
/// Where lessons are placed so far, and on which days the lessons of one class may still be: each on a later day than the one before it. A day is left behind it for those
/// that follow, while there is one.
/// </summary>
internal sealed class LessonOrder
{
    private readonly Dictionary<LessonKey, SlotRoom> _places = [];
    private readonly Dictionary<LessonKey, string> _latest = [];
    private readonly Dictionary<string, PlanClass[]> _lessons;

    /// <param name="rooms">In the order of their starts.</param>
    public LessonOrder(IEnumerable<PlanClass> all, SlotRoom[] rooms)
    {
        _lessons = all.GroupBy(one => one.Id, StringComparer.Ordinal).ToDictionary(lessons => lessons.Key, lessons => lessons.OrderBy(one => one.Lesson).ToArray(), StringComparer.Ordinal);
        foreach (PlanClass[] lessons in _lessons.Values.Where(lessons => lessons.Length > 1))
        {
            string? next = null;
            foreach (PlanClass one in lessons.Reverse())
            {
                next = rooms.Where(room => room.IsFor(one) && (next is null || IsBefore(room.Slot.Day, next))).Select(room => room.Slot.Day).Max(StringComparer.Ordinal);
                if (next is not null)
                {
                    _latest[one.Key] = next;
                }
            }
        }
    }

    public IEnumerable<KeyValuePair<LessonKey, SlotRoom>> Places => _places;

    public bool IsPlaced(PlanClass one) => _places.ContainsKey(one.Key);

    public void Place(PlanClass one, SlotRoom room)
    {
        room.Put(one);
        _places[one.Key] = room;
    }

    /// <summary>The lesson before it is planned and has no slot yet.</summary>
    public bool LacksFirst(PlanClass one) => Others(one).Any(other => other.Lesson < one.Lesson && !IsPlaced(other));

    /// <summary>Whether it may be on this day.</summary>
    /// <param name="leavesDays">A day is left for lessons that follow and have none yet.</param>
    public bool Allows(PlanClass one, string day, bool leavesDays) =>
        !LacksFirst(one) && (one.AfterDay is null || IsBefore(one.AfterDay, day)) && (one.BeforeDay is null || IsBefore(day, one.BeforeDay))
        && Others(one).All(other => !_places.TryGetValue(other.Key, out SlotRoom? placed)
            || (other.Lesson < one.Lesson ? IsBefore(placed.Slot.Day, day) : IsBefore(day, placed.Slot.Day)))
        && (!leavesDays || !_latest.TryGetValue(one.Key, out string? latest) || !IsBefore(latest, day));

    /// <summary>Whether it may stay where it is: somebody may have put both on one day, one after the other.</summary>
    public bool Keeps(PlanClass one, SlotRoom room) => !LacksFirst(one) && Others(one).All(other => !_places.TryGetValue(other.Key, out SlotRoom? placed)
        || (other.Lesson < one.Lesson ? placed.Slot.Key.StartsAtMs < room.Slot.Key.StartsAtMs : room.Slot.Key.StartsAtMs < placed.Slot.Key.StartsAtMs));

    private IEnumerable<PlanClass> Others(PlanClass one) => _lessons[one.Id] is { Length: > 1 } lessons ? lessons.Where(other => other.Lesson != one.Lesson) : [];

    private static bool IsBefore(string day, string other) => string.CompareOrdinal(day, other) < 0;
}
