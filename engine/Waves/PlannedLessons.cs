using System.Globalization;
using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Waves;

/// <summary>
/// Which lessons of a campaign are the planner's, and between which days those of the same class leave them. Waves that are paused or over and hours that have begun keep
/// whom they have, and the planner neither fills nor empties them; whoever began without a slot needs none.
/// </summary>
internal sealed class PlannedLessons
{
    private readonly LessonRow[] _lessons;
    private readonly HashSet<SlotKey> _free;
    private readonly Dictionary<SlotKey, string> _days;
    private readonly string _today;

    /// <param name="slots">Those to come, of open waves.</param>
    /// <param name="all">Of all waves.</param>
    public PlannedLessons(LessonRow[] lessons, IEnumerable<PlanSlot> slots, IEnumerable<PlanSlot> all, DateTimeOffset now)
    {
        _lessons = lessons;
        _free = [.. slots.Select(slot => slot.Key)];
        _days = all.ToDictionary(slot => slot.Key, slot => slot.Day);
        _today = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public IEnumerable<PlanClass> ToPlan(BatteryLibrary batteries)
    {
        var minutes = new Dictionary<(string, string, int), int>();
        foreach (IGrouping<string, LessonRow> room in _lessons.GroupBy(lesson => lesson.Row.Id, StringComparer.Ordinal))
        {
            LessonRow[] others = [.. room.Where(lesson => !IsPlanned(lesson))];
            foreach (LessonRow lesson in room.Where(IsPlanned))
            {
                (string, string, int) kind = (lesson.Row.BatteryId, lesson.Row.BatteryVersion, lesson.Lesson);
                if (!minutes.TryGetValue(kind, out int slow))
                {
                    minutes[kind] = slow = batteries.SlowMinutesOf(lesson.Row.BatteryId, lesson.Row.BatteryVersion, lesson.Lesson);
                }

                yield return new PlanClass(
                    lesson.Row.Id, lesson.Row.SchoolId, lesson.Row.Grade, lesson.Row.Students, slow, lesson.Slot, lesson.Slot is not null && (lesson.Placed!.ByHand == 1 || lesson.HasBegun))
                {
                    Lesson = lesson.Lesson,
                    AfterDay = others.Where(other => other.Lesson < lesson.Lesson).Select(DayOf).Max(StringComparer.Ordinal),
                    BeforeDay = others.Where(other => other.Lesson > lesson.Lesson && other.Slot is not null).Select(DayOf).Min(StringComparer.Ordinal),
                };
            }
        }
    }

    private bool IsPlanned(LessonRow lesson) => lesson.Slot is { } slot ? _free.Contains(slot) : !lesson.HasBegun;

    /// <summary>What was begun without an hour was begun today at the latest; by the calendar of Greenwich, as the server knows no other.</summary>
    private string DayOf(LessonRow lesson) => lesson.Slot is { } slot && _days.TryGetValue(slot, out string? day) ? day : _today;
}
