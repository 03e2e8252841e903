namespace Diagnostics.Engine.Campaigns;

/// <summary>Where to begin looking at the demo.</summary>
/// <param name="Classes">Two classes whose lesson is not over, and last one of grade 9 where these are of others.</param>
/// <param name="ResultKey">Key of one simulated result.</param>
public sealed record DemoGuide(IReadOnlyList<SchoolClass> Classes, string ResultKey);
