namespace Diagnostics.Engine.Readings;

/// <summary>The texts of one scale.</summary>
/// <param name="Scale">The scale's id in the instrument.</param>
/// <param name="Limits">What this scale in particular does not mean, or null: the instrument's limits say it all.</param>
public sealed record ScaleReadings(string Scale, AudienceTexts? Limits, AudienceTexts High, AudienceTexts Middle, AudienceTexts Low)
{
    public AudienceTexts At(ReadingLevel level) => level switch
    {
        ReadingLevel.Low => Low,
        ReadingLevel.Middle => Middle,
        ReadingLevel.High => High,
    };
}
