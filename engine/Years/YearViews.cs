using System.Collections.Immutable;

namespace Diagnostics.Engine.Years;

/// <summary>A school's newest year with lessons and the one before it, place by place and without a name.</summary>
/// <param name="EarlierYear">Null where no earlier year has a lesson.</param>
public sealed record SchoolYears(string SchoolId, int Year, int? EarlierYear, ImmutableArray<YearClass> Classes);

public sealed record YearClass(string ClassId, string ClassName, int Grade, int Year, ImmutableArray<YearSeat> Seats);

/// <param name="Words">Whether the session there can stand beside another year.</param>
/// <param name="Tie">The same number at two places: one student's. A number of this reply alone; null where nothing of the other year is tied.</param>
public sealed record YearSeat(int Seat, YearWords Words, int? Tie);

public enum YearWords
{
    /// <summary>Agreed to words that tell of several years.</summary>
    Agreed,

    /// <summary>Agreed to other words, on the device, on a paper of one's own, or a parent by the link.</summary>
    Other,

    /// <summary>No agreement stands, or all was erased.</summary>
    None,
}

/// <summary>A place of the newest year and the place the same student had in the year before.</summary>
public sealed record YearPair(YearPlace Now, YearPlace Earlier);

public sealed record YearPlace(string ClassId, int Seat);

/// <summary>What became of pairs that were to be linked.</summary>
/// <param name="Linked">Those that were linked already among them.</param>
/// <param name="Passed">Each with why it was not.</param>
public sealed record YearOutcome(int Linked, ImmutableArray<PassedPair> Passed);

public sealed record PassedPair(YearPair Pair, YearRefusal Why);

public enum YearRefusal
{
    /// <summary>No such place at this school, or not of an earlier and a later year.</summary>
    NotThere,

    /// <summary>A session of either place, or one that is tied to it, has no agreement to words that tell of several years.</summary>
    Words,

    /// <summary>Either place belongs to another student of that year already.</summary>
    Taken,
}
