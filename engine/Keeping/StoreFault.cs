namespace Diagnostics.Engine.Keeping;

/// <summary>What a verification finds wrong.</summary>
public enum StoreFaultKind
{
    /// <summary>The store is not of this program, or of a newer one. Nothing else was looked at.</summary>
    Schema,

    /// <summary>The SQL engine's own checks, or it cannot be read.</summary>
    Damage,

    /// <summary>Session, seat, class and school do not belong together.</summary>
    Reference,

    /// <summary>The answer log has a hole, a repeated number, an item the battery does not have, or answers of no session.</summary>
    Log,

    /// <summary>The packed answers are not what the log gives.</summary>
    Packed,

    /// <summary>The profile is not what the packed answers give.</summary>
    Profile,

    /// <summary>The reasons for a talk are not what the profile and the packed answers give.</summary>
    Need,

    /// <summary>A finished session without the hash of its result key.</summary>
    Result,

    /// <summary>An entry of the audit log was changed or taken away.</summary>
    Audit,

    /// <summary>A frozen result is not as it was released, or belongs to no finished session.</summary>
    Release,

    /// <summary>A signed decision is not as it was signed, does not follow the one before it, or has not the release that came with it.</summary>
    Review,

    /// <summary>A reading of a region or a frozen version of norms is not as it was written.</summary>
    Norms,

    /// <summary>A yearly report is not as it was frozen, or a draft of one cannot be read.</summary>
    Report,

    /// <summary>A frozen version of the content is not as it was written.</summary>
    Content,
}

/// <param name="Session">Id of the session, or null when the fault is of no single one.</param>
/// <param name="Reason">A sentence without answers, codes or names.</param>
public sealed record StoreFault(StoreFaultKind Kind, string? Session, string Reason);
