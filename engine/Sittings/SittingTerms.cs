namespace Diagnostics.Engine.Sittings;

/// <summary>What a sitting's row has beside a class's.</summary>
/// <param name="EndsAtMs">Until when its codes open it, Unix ms.</param>
internal sealed record SittingTerms(SittingPlace Place, string MadeBy, long MadeAtMs, long EndsAtMs);
