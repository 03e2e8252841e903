using System.Globalization;
using System.Text;
using Diagnostics.Engine.Atlas;

namespace Diagnostics.Engine.Recommendations;

/// <summary>The same input gives the same hash on any machine: over names in order and fits rounded to nine significant digits.</summary>
internal static class RecommendationHash
{
    public static string Of(AtlasYear atlas, RecommendationState state, Choice choice)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Recommender.RuleVersion}\n{atlas.ContentHash}\n{state}\n");
        foreach ((string name, double fit) in choice.Fits)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} {fit:G9}\n");
        }

        foreach (SectorTier tier in choice.Tiers)
        {
            text.Append(CultureInfo.InvariantCulture, $"tier {tier.Tier}: ")
                .AppendJoin(' ', tier.Sectors.SelectMany(sector => sector.Professions.Prepend(sector.Id))).Append('\n');
        }

        foreach (FitBand band in choice.Bands)
        {
            text.Append(CultureInfo.InvariantCulture, $"band {band.Band}: ").AppendJoin(' ', band.Professions).Append('\n');
        }

        return Sha256Hex.Of(text.ToString());
    }
}
