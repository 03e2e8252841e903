using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Waves;

/// <summary>How many lessons a battery needs, and how long a slot has to be for each.</summary>
internal static class LessonTime
{
    public static int LessonsOf(this BatteryLibrary batteries, string id, string version) => batteries.Find(id, version)?.Sittings ?? 1;

    /// <summary>What a lesson of the battery takes the slow, min; 0 where the server does not know the battery.</summary>
    public static int SlowMinutesOf(this BatteryLibrary batteries, string id, string version, int lesson) =>
        batteries.Find(id, version) is { } battery ? BatteryTime.Told(BatteryTime.Of(battery, lesson).SlowMinutes) : 0;
}
