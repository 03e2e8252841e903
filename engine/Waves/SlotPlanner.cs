using System.Collections.Immutable;

namespace Diagnostics.Engine.Waves;

/// <summary>
/// Spreads lessons of classes over slots. Pure, and the same for the same classes and slots in whatever order they come: fixed lessons first, then those that keep their
/// slot, then first lessons, second ones and so on, by schools from the largest on, each on the emptiest day that takes all of it, else on as few days as it needs.
/// </summary>
internal static class SlotPlanner
{
    /// <param name="keepsPlaced">Lessons that have a slot and still fit into it stay there.</param>
    public static SlotPlan Make(IEnumerable<PlanSlot> slots, IEnumerable<PlanClass> classes, bool keepsPlaced)
    {
        SlotRoom[] rooms = [.. slots.OrderBy(slot => slot.Key.StartsAtMs).ThenBy(slot => slot.Key.WaveId, StringComparer.Ordinal).Select(slot => new SlotRoom(slot))];
        SlotRoom[][] days = [.. rooms.GroupBy(room => room.Slot.Day, StringComparer.Ordinal).OrderBy(day => day.Key, StringComparer.Ordinal).Select(day => day.ToArray())];
        PlanClass[] all = [.. classes.OrderBy(one => one.Lesson).ThenBy(one => one.Id, StringComparer.Ordinal)];
        LessonOrder order = new(all, rooms);
        Settle(all, rooms, order, keepsPlaced);
        foreach (IGrouping<int, PlanClass> lesson in all.Where(one => !one.IsFixed && !order.IsPlaced(one)).GroupBy(one => one.Lesson))
        {
            foreach (PlanClass[] school in lesson.GroupBy(one => one.SchoolId, StringComparer.Ordinal)
                .OrderByDescending(school => school.Sum(one => one.Students)).ThenBy(school => school.Key, StringComparer.Ordinal)
                .Select(school => school.OrderByDescending(one => one.Students).ThenBy(one => one.Id, StringComparer.Ordinal).ToArray()))
            {
                PlaceSchool(PlaceSchool(school, days, order, leavesDays: true), days, order, leavesDays: false);
            }
        }

        return new SlotPlan(
            order.Places.ToImmutableSortedDictionary(place => place.Key, place => place.Value.Slot.Key),
            all.Where(one => !one.IsFixed && !order.IsPlaced(one)).ToImmutableSortedDictionary(one => one.Key, one => WhyNot(one, rooms, order)));
    }

    private static void Settle(PlanClass[] all, SlotRoom[] rooms, LessonOrder order, bool keepsPlaced)
    {
        var byKey = rooms.ToDictionary(room => room.Slot.Key);
        foreach (PlanClass one in all.Where(one => one.IsFixed))
        {
            if (one.Now is { } now && byKey.TryGetValue(now, out SlotRoom? room))
            {
                order.Place(one, room);
            }
        }

        foreach (PlanClass one in all.Where(one => !one.IsFixed && keepsPlaced))
        {
            if (one.Now is { } now && byKey.TryGetValue(now, out SlotRoom? room) && room.Takes(one) && order.Keeps(one, room))
            {
                order.Place(one, room);
            }
        }
    }

    /// <summary>Those that found nothing.</summary>
    private static PlanClass[] PlaceSchool(PlanClass[] school, SlotRoom[][] days, LessonOrder order, bool leavesDays)
    {
        while (school.Length > 0)
        {
            DayTrial best = days.Select(day => Try(school, day, order, leavesDays)).Where(trial => trial.Placed.Count > 0)
                .OrderByDescending(trial => trial.Placed.Count).ThenByDescending(trial => trial.IsKnown).ThenBy(trial => trial.Fill).FirstOrDefault();
            if (best.Placed is null)
            {
                return school;
            }

            foreach ((PlanClass one, SlotRoom room) in best.Placed)
            {
                order.Place(one, room);
            }

            school = [.. school.Where(one => !order.IsPlaced(one))];
        }

        return school;
    }

    /// <summary>How many of a school's classes a day takes: each goes into the slot of the day that is emptiest then. Leaves the day as it was.</summary>
    private static DayTrial Try(PlanClass[] school, SlotRoom[] day, LessonOrder order, bool leavesDays)
    {
        List<(PlanClass, SlotRoom)> placed = [];
        bool isKnown = day.Any(room => room.ClassesOf(school[0].SchoolId) > 0);
        double fill = day.Sum(room => (double)room.Students) / day.Sum(room => (double)room.Slot.Capacity);
        foreach (PlanClass one in school.Where(one => order.Allows(one, day[0].Slot.Day, leavesDays)))
        {
            if (day.Where(slot => slot.Takes(one)).MinBy(slot => slot.Fill) is { } room)
            {
                room.Put(one);
                placed.Add((one, room));
            }
        }

        foreach ((PlanClass one, SlotRoom room) in placed)
        {
            room.Take(one);
        }

        return new DayTrial(placed, isKnown, fill);
    }

    private static UnplacedReason WhyNot(PlanClass one, SlotRoom[] rooms, LessonOrder order)
    {
        SlotRoom[] ofGrade = [.. rooms.Where(room => room.IsFor(one.Grade))];
        SlotRoom[] longEnough = [.. ofGrade.Where(room => room.IsFor(one))];
        return order.LacksFirst(one) ? UnplacedReason.NoFirst
            : ofGrade.Length == 0 ? UnplacedReason.NoWave
            : longEnough.Length == 0 ? UnplacedReason.TooLong
            : longEnough.All(room => room.Slot.Capacity < one.Students) ? UnplacedReason.TooMany
            : longEnough.All(room => !order.Allows(one, room.Slot.Day, leavesDays: false)) ? UnplacedReason.NoDay : UnplacedReason.Full;
    }

    /// <param name="IsKnown">The school has classes on this day already.</param>
    /// <param name="Fill">Share of the day's places that were taken before.</param>
    private readonly record struct DayTrial(List<(PlanClass Class, SlotRoom Room)> Placed, bool IsKnown, double Fill);
}
