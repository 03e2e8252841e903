namespace Diagnostics.Scoring.Norms;

/// <summary>
/// Which norms these are and where they come from. Id and version together name them for good: other numbers, another version.
/// </summary>
/// <param name="Id">Identifier, lower-case letters, digits and hyphens.</param>
/// <param name="Version">Version like 1.0.0.</param>
/// <param name="Created">When the norms were computed.</param>
/// <param name="Source">Where the respondents come from, in words.</param>
public sealed record NormOrigin(string Id, string Version, DateTimeOffset Created, string Source);
