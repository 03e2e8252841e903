namespace Diagnostics.Engine.Keeping;

/// <summary>Why a verification leaves open whether the log of deeds is as it was written.</summary>
public enum AuditDoubt
{
    /// <summary>Its entries are sealed and <c>keys/audit.key</c> is not there.</summary>
    KeyMissing,

    /// <summary>No entry is sealed yet: the store was not opened since the seals came. A plain chain can be computed anew by whoever writes the store.</summary>
    NotSealed,
}
