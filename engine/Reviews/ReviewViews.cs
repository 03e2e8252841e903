using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>All a decision on one seat's session is made from, and what was signed before.</summary>
/// <param name="Protocol">Hash of the protocol as it stands now: a decision names the one it was made from.</param>
/// <param name="Computed">The computed list, in its order; empty where nothing is recommended.</param>
/// <param name="Draft">What somebody began and did not sign; null where there is none.</param>
/// <param name="Versions">What was signed, oldest first.</param>
public sealed record ReviewState(
    int Seat, string Protocol, ComputedUnder Under, ImmutableArray<ComputedItem> Computed, HeldSchoolKey Key, ReviewDraft? Draft,
    ImmutableArray<SignedVersion> Versions);

/// <summary>Under which versions a list was computed.</summary>
/// <param name="Rule">Of the recommendation; null where nothing is recommended, as the others of it are.</param>
/// <param name="Atlas">Identifier and version.</param>
/// <param name="ResultHash">Of the recommendation.</param>
public sealed record ComputedUnder(string ProfileRule, string? Norms, string? Rule, string? Atlas, string? ResultHash);

/// <summary>A draft as the server knows it: ciphertext.</summary>
/// <param name="Version">The version it is to be.</param>
/// <param name="Generation">Of the school's key it was encrypted with.</param>
/// <param name="Revision">Grows by one with every change; 0 where there is no draft yet.</param>
/// <param name="Protocol">Hash of the protocol it was made from.</param>
/// <param name="By">The name of the colleague who wrote it last.</param>
public sealed record ReviewDraft(long Version, long Generation, long Revision, string Protocol, string Sealed, long WrittenAtMs, string By);

/// <summary>One signed version: never changed, only followed by another.</summary>
/// <param name="IsOfProtocol">It was made from the protocol as it stands now; otherwise it is told under which versions it was computed.</param>
/// <param name="TeacherName">The name of whom the teacher's text is addressed to.</param>
/// <param name="Signer">The name shown, as it was when it was signed.</param>
/// <param name="Hash">SHA-256 of all that was signed, lower-case hex.</param>
/// <param name="Release">The release that came with it.</param>
public sealed record SignedVersion(
    long Version, string Protocol, bool IsOfProtocol, ComputedUnder Under, ImmutableArray<ReviewChoice> Choices, ReviewTexts Texts, string? TeacherName,
    string Signer, long SignedAtMs, string Hash, VersionRelease Release);

/// <param name="WithdrawnAtMs">Null while it stands.</param>
public sealed record VersionRelease(long AtMs, long? WithdrawnAtMs, WithdrawalReason? Reason);

/// <param name="Role">What they are there for.</param>
public sealed record Colleague(string Id, string Name, StaffRole Role);

/// <summary>What a psychologist signs.</summary>
/// <param name="Version">The version it is to be: one more than the last.</param>
/// <param name="Protocol">Hash of the protocol it was made from.</param>
/// <param name="Draft">Revision of the draft it was made of; 0 without one.</param>
/// <param name="Changes">What is put first or added stands in the order it is to be read in.</param>
public sealed record ReviewOrder(long Version, string Protocol, long Draft, ImmutableArray<ReviewChange> Changes, ReviewTexts Texts);

/// <summary>What became of an order.</summary>
public abstract record SignOutcome
{
    private SignOutcome()
    {
    }

    public sealed record Done(long Version, string Hash, long SignedAtMs) : SignOutcome;

    public sealed record Refused(SignRefusal Why) : SignOutcome;
}

public enum SignRefusal
{
    /// <summary>Nothing is finished there, or nobody agrees to it any more.</summary>
    Nothing,

    /// <summary>It is not the protocol the decision was made from any more.</summary>
    ProtocolChanged,

    /// <summary>A colleague has signed meanwhile.</summary>
    VersionSigned,

    /// <summary>A colleague has written to the draft meanwhile.</summary>
    DraftChanged,

    /// <summary>A text is empty, too long, or holds what none may.</summary>
    Texts,

    /// <summary>The teacher's text is addressed to nobody of the school.</summary>
    Teacher,

    /// <summary>What is hidden or put first is not in the computed list, what is added is not in the atlas or stands in the list, or nothing would be left.</summary>
    Changes,
}
