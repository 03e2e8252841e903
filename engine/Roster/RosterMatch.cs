using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Roster;

/// <summary>One class of a file beside the same class of the store: what is to be done. Pure, and asked anew inside the transaction, so that nothing is done twice.</summary>
internal sealed record RosterMatch(RosterChange Change, int Before, int After, int Told, RosterHeld? Held = null)
{
    /// <summary>Spare places a class is opened with, and keeps while it grows.</summary>
    public const int Spares = 2;

    /// <param name="isSchools">The school itself says it: its order of places goes before any, and no place of its own becomes spare.</param>
    public static RosterMatch Of(RosterClass wanted, StoredClass? there, bool isSchools = false)
    {
        int after = isSchools ? Math.Max(wanted.Seats.Count, there?.Regular ?? 0) : wanted.Seats.Count;
        if (there is null)
        {
            return wanted.IsFaulty ? new RosterMatch(RosterChange.Held, 0, 0, 0, RosterHeld.Faulty)
                : wanted.HasNoBattery ? new RosterMatch(RosterChange.Held, 0, 0, 0, RosterHeld.NoBattery)
                : new RosterMatch(RosterChange.New, 0, after, 0);
        }

        int before = there.Regular;
        int told = there.HasList && !isSchools ? 0 : ToldAnew(wanted, there);
        bool isOtherForm = wanted.Variant is { } form && form != there.Variant;
        return (wanted, there) switch
        {
            ({ IsFaulty: true }, _) => Stays(RosterHeld.Faulty),
            _ when isOtherForm => Stays(RosterHeld.Form),
            _ when before == after && told == 0 => new RosterMatch(RosterChange.Unchanged, before, before, 0),
            (_, { HasBegun: true }) => Stays(RosterHeld.Begun),
            ({ MayLackRows: true, IsCounted: false }, _) when after < before => Stays(RosterHeld.Faulty),
            (_, { HasList: true }) when after < before => Stays(RosterHeld.Listed),
            _ => new RosterMatch(RosterChange.Changed, before, after, told),
        };

        RosterMatch Stays(RosterHeld reason) => new(RosterChange.Held, before, before, 0, reason);
    }

    /// <summary>Places that are there and of which the file says something else; where it says nothing they keep what they have.</summary>
    private static int ToldAnew(RosterClass wanted, StoredClass there) => there.Seats
        .Zip(wanted.Seats, (seat, told) => (There: seat, Wanted: told))
        .Count(pair => (pair.Wanted.Sex is { } sex && sex != pair.There.Sex) || (pair.Wanted.Accommodation is { } conditions && conditions != pair.There.Accommodation));

    /// <summary>The form of a class that is made.</summary>
    public static BatteryVariant FormOf(RosterClass wanted) => wanted.Variant ?? BatteryVariant.Standard;
}
