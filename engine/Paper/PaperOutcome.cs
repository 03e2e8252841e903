namespace Diagnostics.Engine.Paper;

/// <summary>What became of a keying.</summary>
public abstract record PaperOutcome
{
    private PaperOutcome()
    {
    }

    /// <summary>It is the first one and waits for the second.</summary>
    public sealed record Waits : PaperOutcome;

    /// <summary>The two keyings are not the same; nothing is written.</summary>
    /// <param name="AgreesDiffers">The mark above the answers was keyed otherwise as well.</param>
    public sealed record Differs(IReadOnlyList<PaperDifference> Items, bool AgreesDiffers, bool? FirstAgrees) : PaperOutcome;

    /// <summary>The screen has other answers to these items, and nobody has been asked yet; nothing is written.</summary>
    public sealed record Contradicts(IReadOnlyList<int> Items) : PaperOutcome;

    /// <summary>The answers are in the log and the session is finished.</summary>
    /// <param name="Answers">Answers that came from the paper.</param>
    public sealed record Merged(int Answers) : PaperOutcome;

    /// <summary>The refusal is recorded; no answer was kept.</summary>
    public sealed record Declined : PaperOutcome;

    public sealed record Refused(PaperFault Fault) : PaperOutcome;
}

/// <param name="First">What the first keying has.</param>
public sealed record PaperDifference(int Item, string First);

/// <summary>Why nothing can be keyed or merged; nothing is written then.</summary>
public enum PaperFault
{
    /// <summary>There is no such session any more.</summary>
    Unknown,

    /// <summary>It is finished already.</summary>
    Finished,

    /// <summary>The late window is over.</summary>
    Late,

    /// <summary>A device works on it right now.</summary>
    Held,

    /// <summary>A refusal or withdrawal of the student is recorded.</summary>
    Declined,

    /// <summary>A parent's agreement is needed and not recorded.</summary>
    ParentAwaited,

    /// <summary>The parents are against it.</summary>
    ParentAgainst,

    /// <summary>Neither the paper nor the registry says that the student takes part.</summary>
    ConsentMissing,

    /// <summary>An answer that the battery does not have.</summary>
    Invalid,

    /// <summary>It was closed in the same moment.</summary>
    Closed,
}

/// <summary>A seat before its form is keyed.</summary>
/// <param name="Consent">What is recorded of the student.</param>
/// <param name="Answered">Items that were answered on a screen.</param>
/// <param name="Unsent">Entries that wait on the student's device, as it last said.</param>
/// <param name="Waiting">The first keying, if there is one.</param>
public sealed record PaperLook(
    string SchoolName, string ClassName, int Seat, string PackageHash, bool? Consent, int Answered, int Unsent, PaperWaiting? Waiting);

/// <param name="IsOwn">Keyed by whoever asks.</param>
public sealed record PaperWaiting(long KeyedAtMs, bool IsOwn);
