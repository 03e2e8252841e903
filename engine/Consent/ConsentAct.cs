namespace Diagnostics.Engine.Consent;

/// <summary>A decision that is to be written down.</summary>
/// <param name="RecordedBy">With paper, and only then: the account.</param>
internal sealed record ConsentAct(ConsentParty Party, bool Agrees, string TextVersion, ConsentWay Way, string? RecordedBy = null);
