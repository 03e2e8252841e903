namespace Diagnostics.Engine.Keeping;

/// <summary>What a verification read and what it found.</summary>
/// <param name="Pending">Migrations the store does not have yet; they are applied when the server opens it.</param>
/// <param name="Profiles">Profiles compared with what their packed answers give.</param>
/// <param name="OtherRules">Profiles of another rule version: counted, not compared.</param>
/// <param name="FaultCount">All faults.</param>
/// <param name="Faults">The first of them, at most <see cref="MostFaults"/>.</param>
public sealed record StoreReport(
    IReadOnlyList<string> Pending,
    long Sessions,
    long Finished,
    long Answers,
    long Profiles,
    long OtherRules,
    long FaultCount,
    IReadOnlyList<StoreFault> Faults)
{
    public const int MostFaults = 200;

    /// <summary>Reasons for a talk compared with what the profile and the packed answers give.</summary>
    public long Needs { get; init; }

    /// <summary>Finished sessions whose reasons are missing or of other rules: counted, not compared. A running server makes them.</summary>
    public long OtherNeeds { get; init; }

    /// <summary>Frozen results compared with the hash of their release, withdrawn ones included.</summary>
    public long Releases { get; init; }

    /// <summary>Signed decisions compared with their hash and the one before them.</summary>
    public long Reviews { get; init; }

    /// <summary>Closed consilia compared with their hash.</summary>
    public long Consilia { get; init; }

    /// <summary>What the log of deeds could not be asked; null when it was proved with its key.</summary>
    public AuditDoubt? AuditDoubt { get; init; }

    public bool IsSound => FaultCount == 0;
}
