namespace Diagnostics.Engine.Consent;

/// <summary>What was decided about taking part.</summary>
public enum ConsentDecision
{
    Agreed,

    /// <summary>Against, and never agreed before.</summary>
    Refused,

    /// <summary>Against after having agreed.</summary>
    Withdrawn,
}

/// <summary>Whose decision it is.</summary>
public enum ConsentParty
{
    Student,
    Parent,
}

/// <summary>How a decision reached the registry.</summary>
public enum ConsentWay
{
    /// <summary>On the student's device.</summary>
    Device,

    /// <summary>By the parent's link.</summary>
    Link,

    /// <summary>On paper, recorded by the school.</summary>
    Paper,
}

/// <summary>One line of the registry.</summary>
/// <param name="Number">Its place among those of the session, from 1.</param>
/// <param name="TextVersion">What was read before deciding; see <see cref="ConsentTexts"/>.</param>
/// <param name="RecordedBy">The account that recorded what is on paper; null otherwise.</param>
public sealed record ConsentEntry(
    long Number, ConsentParty Party, ConsentDecision Decision, string TextVersion, ConsentWay Way, long AtMs, string? RecordedBy);
