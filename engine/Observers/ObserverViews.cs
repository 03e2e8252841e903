using System.Collections.Immutable;

namespace Diagnostics.Engine.Observers;

/// <summary>A form that one colleague was asked to fill in about one student, as the psychologist reads it.</summary>
/// <param name="ObserverId">The colleague's account.</param>
/// <param name="DeclinedAtMs">When the colleague said no; null otherwise.</param>
/// <param name="Questions">Those that were answered; null until it is filled in, and where this program does not know them any more.</param>
/// <param name="Answers">By question; null until it is filled in.</param>
public sealed record ObserverForm(
    string ObserverId, string Observer, long AskedAtMs, long? AnsweredAtMs, long? DeclinedAtMs, ObserverQuestions? Questions, ImmutableArray<int>? Answers);

/// <summary>All that colleagues were asked about one student.</summary>
public sealed record ObserverState(ImmutableArray<ObserverForm> Forms);

/// <summary>What became of a colleague's answers.</summary>
public enum ObserverOutcome
{
    Kept,

    /// <summary>Nothing waits for the account there, or there is no answer to every question.</summary>
    Gone,

    /// <summary>Other questions than those that are asked now were answered: the page is older than the program.</summary>
    Changed,
}

/// <summary>A form that waits for whoever is signed in.</summary>
/// <param name="By">Who asks.</param>
public sealed record AskedForm(string ClassId, string SchoolName, string ClassName, int Seat, string By, long AskedAtMs);

/// <summary>What is asked of whoever is signed in: the questions once, and the students.</summary>
public sealed record AskedForms(ObserverQuestions Questions, ImmutableArray<AskedForm> Forms);
