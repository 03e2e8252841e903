using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Waves;

/// <summary>One time of a day at which classes hold their lesson.</summary>
/// <param name="Day">The day as the region calls it, "2027-01-20": a school's classes are kept together by it.</param>
/// <param name="StartsAtMs">Unix ms.</param>
/// <param name="Minutes">Until its end, 15..240.</param>
public sealed record SlotTime(string Day, long StartsAtMs, int Minutes)
{
    public long EndsAtMs => StartsAtMs + (Minutes * 60_000L);

    internal bool IsValid => Minutes is >= 15 and <= 240 && DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary>Where the number of students in a slot is from.</summary>
public enum CapacitySource
{
    /// <summary>A kept report of a rehearsal of this server, which is named.</summary>
    Rehearsal,

    /// <summary>The region's own number: not measured.</summary>
    Estimate,
}

/// <summary>What a region decides about a wave.</summary>
/// <param name="Name">Within the campaign, 1..60 signs.</param>
/// <param name="Capacity">Students in one slot, all schools together.</param>
/// <param name="AtOnce">Classes of one school in one slot: rooms with computers.</param>
/// <param name="Grades">Grades that take part; empty for all.</param>
/// <param name="Slots">In their order; none begins before the one before it has ended.</param>
public sealed record WaveSettings(
    string? Name, int Capacity, CapacitySource Source, int AtOnce, ImmutableArray<int> Grades, ImmutableArray<SlotTime> Slots)
{
    public const int MostSlots = 400;

    /// <summary>The kept report the capacity is from; null for the region's own number.</summary>
    public string? Report { get; init; }

    /// <summary>Of its shortest slot.</summary>
    internal int Shortest => Slots.Min(slot => slot.Minutes);

    /// <summary>Null when it can be a wave of this window.</summary>
    internal WaveFault? FaultIn(long opensAtMs, long closesAtMs)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > 60 || Name.Any(char.IsControl))
        {
            return WaveFault.Name;
        }

        if (Capacity is < 1 or > 1_000_000 || AtOnce is < 1 or > 40 || !Enum.IsDefined(Source))
        {
            return WaveFault.Capacity;
        }

        if ((Source == CapacitySource.Rehearsal) != (Report is not null))
        {
            return WaveFault.Report;
        }

        if (Grades.IsDefault || Grades.Any(grade => grade is < 1 or > 11) || Grades.Distinct().Count() != Grades.Length)
        {
            return WaveFault.Grades;
        }

        return Slots.IsDefaultOrEmpty || Slots.Length > MostSlots || !Slots.All(slot => slot is { IsValid: true })
            || Enumerable.Range(1, Slots.Length - 1).Any(next => Slots[next].StartsAtMs < Slots[next - 1].EndsAtMs)
                ? WaveFault.Slots
                : Slots[0].StartsAtMs < opensAtMs || Slots[^1].EndsAtMs > closesAtMs ? WaveFault.OutsideWindow : null;
    }

    /// <summary>Whether a slot of one runs while a slot of the other does: they would share the server.</summary>
    internal bool Overlaps(WaveSettings other) =>
        Slots.Any(slot => other.Slots.Any(beside => slot.StartsAtMs < beside.EndsAtMs && beside.StartsAtMs < slot.EndsAtMs));
}

public enum WaveFault
{
    Name,
    Capacity,

    /// <summary>No report is named for a number that is from one, or none from which a capacity follows.</summary>
    Report,
    Grades,
    Slots,

    /// <summary>A slot lies outside the campaign's window.</summary>
    OutsideWindow,

    /// <summary>A slot of another wave runs at the same time.</summary>
    Overlaps,

    /// <summary>Another wave has the name.</summary>
    NameTaken,

    /// <summary>The region has no campaign with classes, or the campaign no such wave.</summary>
    Unknown,
}

/// <summary>How far a wave is.</summary>
public enum WaveState
{
    Open,

    /// <summary>Nothing new begins for now; whoever is placed stays placed.</summary>
    Paused,

    /// <summary>Over: nothing is placed in it any more.</summary>
    Ended,
}
