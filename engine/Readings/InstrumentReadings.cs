using System.Collections.Immutable;

namespace Diagnostics.Engine.Readings;

/// <summary>The texts of one instrument, for all its versions.</summary>
/// <param name="Instrument">The instrument's id.</param>
/// <param name="Version">Version of the texts; a better wording raises it and leaves the instrument alone.</param>
/// <param name="Rule">How a level is picked.</param>
/// <param name="Limits">What the instrument does not mean.</param>
public sealed record InstrumentReadings(
    string Instrument, string Version, LevelRule Rule, AudienceTexts Limits, ImmutableArray<ScaleReadings> Scales)
{
    /// <summary>The texts of a scale, or null.</summary>
    public ScaleReadings? Of(string scale) => Scales.FirstOrDefault(one => one.Scale == scale);
}
