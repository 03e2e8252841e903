namespace Diagnostics.Engine.Atlas;

/// <summary>Where figures, codes or names of the atlas come from, so that whoever reads them can judge their age.</summary>
/// <param name="Id">Identifier inside the atlas, e.g. "onet".</param>
/// <param name="Title">What it is, in Russian.</param>
/// <param name="Date">Date of the edition or of the copy that was read, ISO.</param>
/// <param name="Confirms">
/// False when a later official edition is known to exist and was not seen: what rests on this source alone is marked unverified.
/// </param>
/// <param name="Licence">Licence or legal status, or null when none was stated.</param>
/// <param name="Note">What a reader must know about completeness and doubts, or null.</param>
public sealed record AtlasSource(string Id, string Title, string Date, bool Confirms, string? Licence, string? Note);
