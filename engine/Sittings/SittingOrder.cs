namespace Diagnostics.Engine.Sittings;

/// <summary>What is asked for: who, which instruments, where and until when.</summary>
/// <param name="Title">What the sitting is called behind its class; it stands on the server, so it is no place for a student's name.</param>
/// <param name="EndsAtMs">Until when its codes open it, Unix ms.</param>
public sealed record SittingOrder(string Title, SittingWho Who, IReadOnlyList<InstrumentChoice> Instruments, SittingPlace Place, long EndsAtMs);

public abstract record SittingWho
{
    private SittingWho()
    {
    }

    /// <param name="ClassId">A class or an earlier sitting of the school.</param>
    /// <param name="Seats">Numbers of its seats; null for everybody.</param>
    public sealed record OfClass(string ClassId, IReadOnlyList<int>? Seats) : SittingWho;

    /// <summary>Students who need not be of one class: so many new places, tied to nobody.</summary>
    public sealed record Group(int Grade, int Size) : SittingWho;
}

/// <summary>An instrument in a form; its version and its limit are those of the batteries of the grade.</summary>
public sealed record InstrumentChoice(string Instrument, string Form);
