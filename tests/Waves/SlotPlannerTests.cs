using System.Collections.Immutable;
using Diagnostics.Engine.Waves;

namespace Diagnostics.Tests.Waves;

/// <summary>What holds of every plan, over seeded campaigns from roomy to hopeless; and the small cases by hand.</summary>
public sealed class SlotPlannerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_plan_keeps_to_its_slots_whatever_comes(int seed)
    {
        var chance = new Random(seed);
        for (int round = 0; round < 25; round++)
        {
            PlanSlot[] slots = Slots(chance);
            PlanClass[] classes = Classes(chance, slots);
            bool keeps = chance.Next(2) == 0;
            SlotPlan plan = SlotPlanner.Make(slots, classes, keeps);
            AssertHolds(slots, classes, plan);
            chance.Shuffle(slots);
            chance.Shuffle(classes);
            SlotPlan again = SlotPlanner.Make(slots, classes, keeps);
            Assert.Equal(plan.Places.AsEnumerable(), again.Places);
            Assert.Equal(plan.Unplaced.AsEnumerable(), again.Unplaced);
        }
    }

    [Fact]
    public void A_plan_that_is_kept_changes_nothing_and_has_room_for_whoever_comes_later()
    {
        var chance = new Random(11);
        PlanSlot[] slots = Slots(chance);
        PlanClass[] classes = [.. Classes(chance, slots).Select(one => one with { Now = null, IsFixed = false })];
        SlotPlan first = SlotPlanner.Make(slots, classes, keepsPlaced: true);
        PlanClass[] placed = [.. classes.Select(one => one with { Now = first.Places.TryGetValue(one.Key, out SlotKey key) ? key : null })];
        SlotPlan second = SlotPlanner.Make(slots, [.. placed, Class("late", "new school", 20)], keepsPlaced: true);
        Assert.All(first.Places, place => Assert.Equal(place.Value, second.Places[place.Key]));
    }

    [Fact]
    public void With_room_every_school_is_there_on_one_day_and_the_days_are_as_full()
    {
        PlanSlot[] slots = [.. Enumerable.Range(0, 5).SelectMany(day => Enumerable.Range(0, 4).Select(hour => Slot(day, hour, capacity: 400, atOnce: 2)))];
        PlanClass[] classes = [.. Enumerable.Range(0, 40).SelectMany(school => Enumerable.Range(0, 6).Select(number => Class($"{school:00}-{number}", $"school {school:00}", 25)))];
        SlotPlan plan = SlotPlanner.Make(slots, classes, keepsPlaced: true);
        Assert.Empty(plan.Unplaced);
        var dayOf = slots.ToDictionary(slot => slot.Key, slot => slot.Day);
        Assert.All(classes.GroupBy(one => one.SchoolId), school => Assert.Single(school.Select(one => dayOf[plan.Places[one.Key]]).Distinct()));
        Assert.All(plan.Places.GroupBy(place => dayOf[place.Value]), day => Assert.Equal(48, day.Count()));
        Assert.All(plan.Places.GroupBy(place => place.Value), slot => Assert.Equal(12, slot.Count()));
    }

    [Fact]
    public void A_school_too_large_for_a_day_takes_as_few_as_it_needs()
    {
        PlanSlot[] slots = [.. Enumerable.Range(0, 4).SelectMany(day => Enumerable.Range(0, 2).Select(hour => Slot(day, hour, capacity: 100, atOnce: 1)))];
        PlanClass[] classes = [.. Enumerable.Range(0, 5).Select(number => Class($"{number}", "school", 25))];
        SlotPlan plan = SlotPlanner.Make(slots, classes, keepsPlaced: true);
        Assert.Empty(plan.Unplaced);
        Assert.Equal(3, plan.Places.Values.Select(key => slots.Single(slot => slot.Key == key).Day).Distinct().Count());
    }

    [Fact]
    public void Who_finds_no_slot_is_told_why()
    {
        PlanSlot[] slots = [Slot(0, 0, capacity: 50, atOnce: 2) with { Grades = [8] }, Slot(0, 1, capacity: 20, atOnce: 2) with { Grades = [9], Minutes = 90 }];
        PlanClass[] classes =
        [
            Class("a", "school", 30), Class("b", "school", 25), Class("c", "school", 25) with { Minutes = 60 }, Class("d", "school", 10) with { Grade = 11 },
            Class("e", "school", 21) with { Grade = 9 },
        ];
        SlotPlan plan = SlotPlanner.Make(slots, classes, keepsPlaced: true);
        Assert.Equal(["a"], plan.Places.Keys.Select(key => key.ClassId));
        Assert.Equal(
            [("b", UnplacedReason.Full), ("c", UnplacedReason.TooLong), ("d", UnplacedReason.NoWave), ("e", UnplacedReason.TooMany)],
            plan.Unplaced.Select(one => (one.Key.ClassId, one.Value)));
    }

    [Fact]
    public void A_second_lesson_is_on_a_later_day_and_the_first_leaves_one_for_it()
    {
        // The emptiest day is the last; a first lesson there would leave none for the second.
        PlanSlot[] slots = [Slot(0, 0, 100, 1), Slot(0, 1, 100, 1), Slot(1, 0, 400, 2), Slot(1, 1, 400, 2)];
        PlanClass[] classes = [.. Lessons("a", 25), .. Lessons("b", 25), Class("z", "another", 10) with { Now = slots[0].Key, IsFixed = true }];
        SlotPlan plan = SlotPlanner.Make(slots, classes, keepsPlaced: true);
        Assert.Empty(plan.Unplaced);
        Assert.All(["a", "b"], id => Assert.Equal(("2027-01-01", "2027-01-02"), (DayOf(slots, plan, id, 1), DayOf(slots, plan, id, 2))));
    }

    [Fact]
    public void Where_one_day_is_all_there_is_the_first_lesson_has_it_and_the_second_is_told()
    {
        SlotPlan plan = SlotPlanner.Make([Slot(0, 0, 100, 2), Slot(0, 1, 100, 2)], Lessons("a", 25), keepsPlaced: true);
        Assert.Equal([new LessonKey("a", 1)], plan.Places.Keys);
        Assert.Equal((new LessonKey("a", 2), UnplacedReason.NoDay), plan.Unplaced.Select(one => (one.Key, one.Value)).Single());
    }

    [Fact]
    public void Without_a_first_lesson_there_is_no_second_and_lessons_outside_of_the_plan_bound_it()
    {
        PlanSlot[] slots = [Slot(0, 0, 20, 2), Slot(1, 0, 20, 2), Slot(2, 0, 100, 2)];
        SlotPlan large = SlotPlanner.Make(slots, Lessons("a", 101), keepsPlaced: true);
        Assert.Equal([UnplacedReason.TooMany, UnplacedReason.NoFirst], large.Unplaced.Values);

        // The first was held on the second of January, or the second stands on it.
        PlanClass held = Lessons("a", 10)[1] with { AfterDay = "2027-01-02" }, before = Lessons("a", 10)[0] with { BeforeDay = "2027-01-02" };
        Assert.Equal(slots[2].Key, SlotPlanner.Make(slots, [held], keepsPlaced: true).Places[held.Key]);
        Assert.Equal(slots[0].Key, SlotPlanner.Make(slots, [before], keepsPlaced: true).Places[before.Key]);
        Assert.Equal(UnplacedReason.NoDay, SlotPlanner.Make(slots, [held with { AfterDay = "2027-01-03" }], keepsPlaced: true).Unplaced[held.Key]);
    }

    [Fact]
    public void A_second_lesson_that_somebody_moved_draws_the_first_before_it()
    {
        PlanSlot[] slots = [Slot(0, 0, 100, 2), Slot(1, 0, 100, 2), Slot(2, 0, 400, 2)];
        PlanClass[] lessons = Lessons("a", 25);
        lessons[1] = lessons[1] with { Now = slots[1].Key, IsFixed = true };
        Assert.Equal(slots[0].Key, SlotPlanner.Make(slots, lessons, keepsPlaced: true).Places[lessons[0].Key]);

        // And a first lesson that comes too late keeps its slot no longer.
        lessons[0] = lessons[0] with { Now = slots[2].Key };
        Assert.Equal(slots[0].Key, SlotPlanner.Make(slots, lessons, keepsPlaced: true).Places[lessons[0].Key]);
    }

    private static string DayOf(PlanSlot[] slots, SlotPlan plan, string id, int lesson) => slots.Single(slot => slot.Key == plan.Places[new LessonKey(id, lesson)]).Day;

    private static PlanClass[] Lessons(string id, int students) => [Class(id, "school", students), Class(id, "school", students) with { Lesson = 2 }];

    private static void AssertHolds(PlanSlot[] slots, PlanClass[] classes, SlotPlan plan)
    {
        var byKey = slots.ToDictionary(slot => slot.Key);
        var byId = classes.ToDictionary(one => one.Key);
        Assert.Equal(byId.Keys.Order(), plan.Places.Keys.Concat(plan.Unplaced.Keys).Order());
        Assert.All(classes.Where(one => one.IsFixed), one => Assert.Equal(one.Now!.Value, plan.Places[one.Key]));
        foreach (IGrouping<SlotKey, LessonKey> filled in plan.Places.GroupBy(place => place.Value, place => place.Key))
        {
            PlanSlot slot = byKey[filled.Key];
            PlanClass[] all = [.. filled.Select(id => byId[id])];
            PlanClass[] planned = [.. all.Where(one => !one.IsFixed)];
            Assert.All(planned, one => Assert.True(one.Minutes <= slot.Minutes && (slot.Grades.IsEmpty || slot.Grades.Contains(one.Grade))));
            Assert.True(planned.Length == 0 || all.Sum(one => one.Students) <= slot.Capacity);
            Assert.All(planned.GroupBy(one => one.SchoolId), school => Assert.True(all.Count(one => one.SchoolId == school.Key) <= slot.AtOnce));
        }

        // One lesson after the other; on one day only where they were already.
        foreach (PlanClass[] lessons in classes.GroupBy(one => one.Id).Select(lessons => lessons.OrderBy(one => one.Lesson).ToArray()))
        {
            foreach ((PlanClass first, PlanClass second) in lessons.Zip(lessons.Skip(1)).Where(pair => !(pair.First.IsFixed && pair.Second.IsFixed)))
            {
                if (plan.Places.TryGetValue(second.Key, out SlotKey late) && !second.IsFixed)
                {
                    Assert.True(plan.Places.ContainsKey(first.Key));
                }

                if (plan.Places.TryGetValue(first.Key, out SlotKey early) && plan.Places.TryGetValue(second.Key, out late))
                {
                    Assert.True(early.StartsAtMs < late.StartsAtMs);
                    Assert.True(string.CompareOrdinal(byKey[early].Day, byKey[late].Day) < 0 || (early == first.Now && late == second.Now));
                }
            }
        }

        // Nobody who is told that all is full would have had room in the end.
        Assert.All(plan.Unplaced.Where(one => one.Value == UnplacedReason.Full).Select(one => byId[one.Key]), one => Assert.All(slots, slot => Assert.True(
            (!slot.Grades.IsEmpty && !slot.Grades.Contains(one.Grade)) || slot.Minutes < one.Minutes || !IsInOrder(one, slot)
                || one.Students + plan.Places.Where(place => place.Value == slot.Key).Sum(place => byId[place.Key].Students) > slot.Capacity
                || plan.Places.Count(place => place.Value == slot.Key && byId[place.Key].SchoolId == one.SchoolId) >= slot.AtOnce)));

        bool IsInOrder(PlanClass one, PlanSlot slot) => plan.Places.Where(place => place.Key.ClassId == one.Id).All(place => place.Key.Lesson < one.Lesson
            ? string.CompareOrdinal(byKey[place.Value].Day, slot.Day) < 0
            : string.CompareOrdinal(slot.Day, byKey[place.Value].Day) < 0);
    }

    private static PlanSlot[] Slots(Random chance) =>
    [
        .. Enumerable.Range(0, chance.Next(1, 6)).SelectMany(day => Enumerable.Range(0, chance.Next(1, 5)).Select(hour => Slot(day, hour, chance.Next(20, 300), chance.Next(1, 4)) with
        {
            Minutes = chance.Next(30, 60),
            Grades = chance.Next(3) == 0 ? [8, 9] : [],
        })),
    ];

    /// <summary>A third of them with two or three lessons.</summary>
    private static PlanClass[] Classes(Random chance, PlanSlot[] slots) =>
    [
        .. Enumerable.Range(0, chance.Next(0, 60)).SelectMany(number =>
        {
            (int grade, int students, int school) = (chance.Next(8, 12), chance.Next(1, 40), chance.Next(8));
            return Enumerable.Range(1, chance.Next(3) == 0 ? chance.Next(2, 4) : 1).Select(lesson =>
            {
                SlotKey? now = chance.Next(3) == 0 ? slots[chance.Next(slots.Length)].Key : null;
                return new PlanClass($"{number:00}", $"school {school}", grade, students, chance.Next(20, 50), now, now is not null && chance.Next(2) == 0) { Lesson = lesson };
            });
        }),
    ];

    private static PlanSlot Slot(int day, int hour, int capacity, int atOnce) =>
        new(new SlotKey("wave", (day * 24L) + hour), $"2027-01-{day + 1:00}", 45, capacity, atOnce, ImmutableArray<int>.Empty);

    private static PlanClass Class(string id, string school, int students) => new(id, school, 8, students, 40, null, IsFixed: false);
}
