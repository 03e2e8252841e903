namespace Diagnostics.Engine.Storage;

/// <summary>What a restore of an older backup must not undo. The names stand in the list for ever: never rename one.</summary>
internal enum LastingDeedKind
{
    /// <summary>Of a session: its data were erased.</summary>
    Erased,

    /// <summary>Of a session: somebody refused or withdrew. Moment, party, way, version of the words, and who recorded it or a hyphen.</summary>
    Declined,

    /// <summary>Of a session: a parent asked for deletion. Moment.</summary>
    DeletionAsked,

    /// <summary>Of a session: the requests for deletion until a moment are closed. Moment and who closed them.</summary>
    DeletionClosed,

    /// <summary>Of a session: its result key has this revision.</summary>
    ResultKey,

    /// <summary>Of a seat: its code has this revision.</summary>
    Code,

    /// <summary>Of a seat: its parent's link has this revision.</summary>
    ParentLink,

    /// <summary>Of a class: its board's PIN has this revision.</summary>
    BoardPin,

    /// <summary>Of an account: it was closed. Moment.</summary>
    Closed,

    /// <summary>Of an account: its password, second factor or external identity changed. Moment.</summary>
    SecretChanged,

    /// <summary>Of a session: this release of its result was withdrawn. Number of the release; reason, who withdrew it, moment.</summary>
    ReleaseWithdrawn,

    /// <summary>Of an invitation: it was accepted or withdrawn. Moment.</summary>
    InvitationClosed,

    /// <summary>Of an account: one of its recovery codes was used. Moment, and the beginning of the code's hash: enough to tell ten codes apart, too little to find one.</summary>
    RecoveryCodeUsed,
}

/// <summary>One deed of the list: identifiers, moments and revisions, never a name, a code or an answer.</summary>
/// <param name="ObjectId">The session, seat, class, account or invitation.</param>
/// <param name="Number">A revision, or a moment in Unix ms; 0 where the kind has neither.</param>
/// <param name="Words">What else the kind needs: words of closed vocabularies, versions, identifiers.</param>
internal sealed record LastingDeed(LastingDeedKind Kind, string ObjectId, long Number = 0, params IReadOnlyList<string> Words)
{
    /// <summary>The detail of an entry in the log of deeds that tells of a deed done again.</summary>
    public const string Again = "again";

    public string Line => string.Join(' ', [StoredText.Of(Kind), ObjectId, Number.ToString(System.Globalization.CultureInfo.InvariantCulture), .. Words]);

    /// <summary>Null for a line that a crash cut off, or that a newer program wrote.</summary>
    public static LastingDeed? Read(string line) => line.Split(' ') is [var kind, { Length: > 0 } id, var number, .. var words]
        && Enum.TryParse(kind, ignoreCase: true, out LastingDeedKind known) && StoredText.Of(known) == kind
        && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long value)
        && words.Length == WordsOf(known)
            ? new LastingDeed(known, id, value, words)
            : null;

    private static int WordsOf(LastingDeedKind kind) => kind switch
    {
        LastingDeedKind.Declined => 4,
        LastingDeedKind.ReleaseWithdrawn => 3,
        LastingDeedKind.DeletionClosed or LastingDeedKind.RecoveryCodeUsed => 1,
        LastingDeedKind.Erased or LastingDeedKind.DeletionAsked or LastingDeedKind.ResultKey or LastingDeedKind.Code or LastingDeedKind.ParentLink
            or LastingDeedKind.BoardPin or LastingDeedKind.Closed or LastingDeedKind.SecretChanged or LastingDeedKind.InvitationClosed => 0,
    };
}
