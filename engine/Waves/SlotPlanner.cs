using System.Collections.Immutable;

namespace Diagnostics.Engine.Waves;

/// <summary>
/// Spreads classes over slots. Pure, and the same for the same classes and slots in whatever order they come: fixed classes first, then those that keep their slot,
/// then schools from the largest on, each on the emptiest day that takes all of it, else on as few days as it needs.
/// </summary>
internal static class SlotPlanner
{
    /// <param name="keepsPlaced">Classes that have a slot and still fit into it stay there.</param>
    public static SlotPlan Make(IEnumerable<PlanSlot> slots, IEnumerable<PlanClass> classes, bool keepsPlaced)
    {
        SlotRoom[] rooms = [.. slots.OrderBy(slot => slot.Key.StartsAtMs).ThenBy(slot => slot.Key.WaveId, StringComparer.Ordinal).Select(slot => new SlotRoom(slot))];
        SlotRoom[][] days = [.. rooms.GroupBy(room => room.Slot.Day, StringComparer.Ordinal).OrderBy(day => day.Key, StringComparer.Ordinal).Select(day => day.ToArray())];
        var byKey = rooms.ToDictionary(room => room.Slot.Key);
        PlanClass[] all = [.. classes.OrderBy(one => one.Id, StringComparer.Ordinal)];
        var places = new Dictionary<string, SlotRoom>(StringComparer.Ordinal);
        foreach (PlanClass one in all.Where(one => one.IsFixed))
        {
            Settle(one, force: true);
        }

        foreach (PlanClass one in all.Where(one => !one.IsFixed && keepsPlaced))
        {
            Settle(one, force: false);
        }

        foreach (PlanClass[] school in all.Where(one => !one.IsFixed && !places.ContainsKey(one.Id)).GroupBy(one => one.SchoolId, StringComparer.Ordinal)
            .OrderByDescending(school => school.Sum(one => one.Students)).ThenBy(school => school.Key, StringComparer.Ordinal)
            .Select(school => school.OrderByDescending(one => one.Students).ThenBy(one => one.Id, StringComparer.Ordinal).ToArray()))
        {
            PlaceSchool(school, days, places);
        }

        return new SlotPlan(
            places.ToImmutableSortedDictionary(place => place.Key, place => place.Value.Slot.Key, StringComparer.Ordinal),
            all.Where(one => !one.IsFixed && !places.ContainsKey(one.Id)).ToImmutableSortedDictionary(one => one.Id, one => WhyNot(one, rooms), StringComparer.Ordinal));

        void Settle(PlanClass one, bool force)
        {
            if (one.Now is { } now && byKey.TryGetValue(now, out SlotRoom? room) && (force || room.Takes(one)))
            {
                room.Put(one);
                places[one.Id] = room;
            }
        }
    }

    private static void PlaceSchool(PlanClass[] school, SlotRoom[][] days, Dictionary<string, SlotRoom> places)
    {
        while (school.Length > 0)
        {
            DayTrial best = days.Select(day => Try(school, day)).Where(trial => trial.Placed.Count > 0)
                .OrderByDescending(trial => trial.Placed.Count).ThenByDescending(trial => trial.IsKnown).ThenBy(trial => trial.Fill).FirstOrDefault();
            if (best.Placed is null)
            {
                return;
            }

            foreach ((PlanClass one, SlotRoom room) in best.Placed)
            {
                room.Put(one);
                places[one.Id] = room;
            }

            school = [.. school.Where(one => !places.ContainsKey(one.Id))];
        }
    }

    /// <summary>How many of a school's classes a day takes: each goes into the slot of the day that is emptiest then. Leaves the day as it was.</summary>
    private static DayTrial Try(PlanClass[] school, SlotRoom[] day)
    {
        List<(PlanClass, SlotRoom)> placed = [];
        bool isKnown = day.Any(room => room.ClassesOf(school[0].SchoolId) > 0);
        double fill = day.Sum(room => (double)room.Students) / day.Sum(room => (double)room.Slot.Capacity);
        foreach (PlanClass one in school)
        {
            if (day.Where(slot => slot.Takes(one)).MinBy(slot => (double)slot.Students / slot.Slot.Capacity) is { } room)
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

    private static UnplacedReason WhyNot(PlanClass one, SlotRoom[] rooms)
    {
        SlotRoom[] ofGrade = [.. rooms.Where(room => room.IsFor(one.Grade))];
        SlotRoom[] longEnough = [.. ofGrade.Where(room => room.Slot.Minutes >= one.Minutes)];
        return ofGrade.Length == 0 ? UnplacedReason.NoWave
            : longEnough.Length == 0 ? UnplacedReason.TooLong
            : longEnough.All(room => room.Slot.Capacity < one.Students) ? UnplacedReason.TooMany : UnplacedReason.Full;
    }

    /// <param name="IsKnown">The school has classes on this day already.</param>
    /// <param name="Fill">Share of the day's places that were taken before.</param>
    private readonly record struct DayTrial(List<(PlanClass Class, SlotRoom Room)> Placed, bool IsKnown, double Fill);

    /// <summary>A slot while it is being filled.</summary>
    private sealed class SlotRoom(PlanSlot slot)
    {
        private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

        public PlanSlot Slot => slot;

        public long Students { get; private set; }

        public int ClassesOf(string schoolId) => _classes.GetValueOrDefault(schoolId);

        public bool IsFor(int grade) => slot.Grades.IsEmpty || slot.Grades.Contains(grade);

        public bool Takes(PlanClass one) =>
            IsFor(one.Grade) && slot.Minutes >= one.Minutes && Students + one.Students <= slot.Capacity && ClassesOf(one.SchoolId) < slot.AtOnce;

        public void Put(PlanClass one) => Change(one, 1);

        public void Take(PlanClass one) => Change(one, -1);

        private void Change(PlanClass one, int by)
        {
            Students += by * one.Students;
            _classes[one.SchoolId] = ClassesOf(one.SchoolId) + by;
        }
    }
}
