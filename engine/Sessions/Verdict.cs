namespace Diagnostics.Engine.Sessions;

/// <summary>What a session says to a batch.</summary>
/// <param name="Known">With Accepted: how many answers at the batch's start are known already and are not written again.</param>
internal readonly record struct Verdict(VerdictKind Kind, int Known = 0);

internal enum VerdictKind
{
    /// <summary>Has answers that continue the log.</summary>
    Accepted,

    /// <summary>Every answer of it is accepted already.</summary>
    Repeated,
    Gap,
    Superseded,
    Invalid,
    Closed,
}
