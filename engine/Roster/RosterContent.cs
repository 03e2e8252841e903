using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Roster;

/// <summary>What a file says of one place of a class; null where it says nothing.</summary>
internal readonly record struct RosterSeat(Sex? Sex, Accommodation? Accommodation);

/// <summary>A class as a file has it.</summary>
internal sealed class RosterClass(ClassName name, long line)
{
    public const int MostSeats = 40;

    private readonly List<RosterSeat> _seats = [];

    public ClassName Name => name;

    /// <summary>Where the file first names it.</summary>
    public long Line => line;

    public BatteryVariant? Variant { get; set; }

    /// <summary>A row of it is at fault: it is left out as a whole, for nobody knows how many it should have.</summary>
    public bool IsFaulty { get; set; }

    /// <summary>A row that was left out may have been one of it.</summary>
    public bool MayLackRows { get; set; }

    /// <summary>Its grade has no battery of its form: it cannot be made.</summary>
    public bool HasNoBattery { get; set; }

    /// <summary>Its students were counted in one row.</summary>
    public bool IsCounted { get; private set; }

    public IReadOnlyList<RosterSeat> Seats => _seats;

    public void Add(RosterSeat seat) => _seats.Add(seat);

    public void Count(int students)
    {
        IsCounted = true;
        _seats.AddRange(Enumerable.Repeat(default(RosterSeat), students));
    }
}

/// <summary>A school as a file has it.</summary>
/// <param name="Municipality">As written; empty where the file leaves it to whoever imports.</param>
/// <param name="Code">In capitals: two spellings of one number are one.</param>
internal sealed record RosterSchool(string Municipality, string Code, string Name, long Line)
{
    public Settlement? Settlement { get; set; }

    /// <summary>A row of it did not say which class.</summary>
    public bool LacksRows { get; set; }

    public SortedDictionary<string, RosterClass> Classes { get; } = new(StringComparer.Ordinal);
}

/// <summary>A whole file, read: schools by municipality, and what was left out.</summary>
/// <param name="Rows">Rows that say anything, faulty ones too.</param>
/// <param name="Faults">The first of them.</param>
/// <param name="FaultCount">All of them.</param>
internal sealed record RosterContent(long Rows, ImmutableArray<RosterSchool> Schools, ImmutableArray<RosterFault> Faults, int FaultCount)
{
    /// <summary>What is kept to be looked through; the rest is counted.</summary>
    public const int MostFaults = 5_000;
}
