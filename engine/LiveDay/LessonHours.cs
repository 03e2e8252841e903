using Diagnostics.Engine.Waves;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// Which classes have their hour now, and which stand between two of their lessons. An hour counts until half an hour after its end, as lessons end late; and where the
/// class runs from half an hour before its start, as long as students are said to gather. A class that stands still before its hour waits for it.
/// </summary>
internal sealed class LessonHours
{
    private readonly Dictionary<SlotKey, long> _ends;
    private readonly ILookup<string, LessonHour> _hours;
    private readonly long _nowMs;

    public LessonHours(IEnumerable<WaveRow> waves, IEnumerable<LessonHour> hours, long nowMs)
    {
        _ends = waves.SelectMany(wave => wave.ToSettings().Slots.Select(slot => (Key: new SlotKey(wave.Id, slot.StartsAtMs), slot.EndsAtMs)))
            .ToDictionary(slot => slot.Key, slot => slot.EndsAtMs);
        _hours = hours.ToLookup(hour => hour.ClassId, StringComparer.Ordinal);
        _nowMs = nowMs;
    }

    /// <param name="waveId">Of this wave; null: of any.</param>
    public bool IsNow(string classId, bool runs, string? waveId) => _hours[classId].Any(hour =>
        (waveId is null || hour.WaveId == waveId) && hour.StartsAt <= _nowMs + (runs ? ClassDay.GatheringMs : 0)
        && _ends.TryGetValue(new SlotKey(hour.WaveId, hour.StartsAt), out long end) && _nowMs <= end + ClassDay.GatheringMs);

    /// <summary>It stands still, has no hour now and one to come.</summary>
    public bool IsBetween(string classId, bool runs) =>
        !runs && _hours[classId].Any(hour => hour.StartsAt > _nowMs) && !IsNow(classId, runs, waveId: null);
}

/// <summary>A lesson of a class in a slot.</summary>
internal sealed record LessonHour
{
    public required string ClassId { get; init; }

    public required string WaveId { get; init; }

    public required long StartsAt { get; init; }
}
