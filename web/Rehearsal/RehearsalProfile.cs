namespace Diagnostics.Web.Rehearsal;

/// <summary>What the crowd does.</summary>
internal enum RehearsalProfile
{
    /// <summary>Students come within a few minutes, each class is begun when its teacher is ready, everybody works at a reader's pace.</summary>
    Lesson,

    /// <summary>All are in the lobby, and all classes begin in the same second.</summary>
    Bell,

    /// <summary>As the bell; half-way every socket is cut at once, and a fifth of the clients come back without any jitter.</summary>
    Storm,

    /// <summary>Every student answers again as soon as the last answer is acknowledged: how much the server takes, not how a lesson is.</summary>
    Closed,
}
