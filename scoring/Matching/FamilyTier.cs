using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>Families that cannot be told apart, in alphabetical order: there is no first among them.</summary>
/// <param name="Tier">1 is the best.</param>
/// <param name="Families">Their names, ordinal order.</param>
public sealed record FamilyTier(int Tier, ImmutableArray<string> Families);
