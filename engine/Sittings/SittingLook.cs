namespace Diagnostics.Engine.Sittings;

/// <summary>What would be made of an order, or why it is not.</summary>
/// <param name="Name">Of the class row; empty where it cannot be told.</param>
/// <param name="SlowMinutes">For the student whom nine of ten outpace, rounded up.</param>
/// <param name="ParentsDecide">A parent's agreement is needed before anybody begins.</param>
public sealed record SittingLook(
    string Name, int Grade, int Seats, IReadOnlyList<SittingSection> Sections, int SlowMinutes, bool ParentsDecide, IReadOnlyList<SittingFault> Faults)
{
    /// <summary>For the middle student.</summary>
    public int Minutes => Sections.Sum(section => section.Minutes);
}

/// <param name="Seconds">The limit of a section of tasks; null without one.</param>
/// <param name="HasTasks">Its items have right answers.</param>
/// <param name="Repeated">How many of the students have answered the instrument before.</param>
public sealed record SittingSection(
    string Instrument, string Form, string Version, string Title, int Items, int Minutes, int SlowMinutes, int? Seconds, bool HasTasks, int Repeated = 0);

/// <param name="Instrument">The one it is about; null where it is about the order.</param>
/// <param name="Seats">How many students it is about.</param>
public sealed record SittingFault(SittingFaultKind Kind, string? Instrument = null, int Seats = 0);

public enum SittingFaultKind
{
    /// <summary>The school has no such class in its campaign.</summary>
    ClassUnknown,

    /// <summary>None is chosen, or one that is not there.</summary>
    SeatsUnknown,

    /// <summary>A group has 1..40 places and a grade with instruments.</summary>
    GroupInvalid,

    /// <summary>1..8 instruments, each once.</summary>
    InstrumentsInvalid,

    /// <summary>No battery of the grade gives it in this form.</summary>
    InstrumentNotOffered,

    TitleInvalid,

    /// <summary>There is one of this name.</summary>
    TitleTaken,

    /// <summary>In the past, or more than a year away.</summary>
    EndInvalid,

    /// <summary>The solutions of these tasks are open to these students: what they would answer says nothing.</summary>
    SolutionsOpen,

    /// <summary>With tasks a sitting ends with the campaign's window: from then on their solutions are open.</summary>
    EndsAfterWindow,
}
