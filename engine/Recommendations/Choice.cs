using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;

namespace Diagnostics.Engine.Recommendations;

/// <summary>Which professions are shown, in which order and groups; made by <see cref="SectorChoice"/> or <see cref="BandChoice"/>.</summary>
/// <param name="Tiers">Sectors in tiers; empty in a ranked list.</param>
/// <param name="Others">Sectors behind the tiers shown.</param>
/// <param name="Bands">Professions in bands; empty among families.</param>
/// <param name="Shown">Every profession shown, each once.</param>
/// <param name="Fits">Name and fit of what was ordered, in its order: what the result's hash is made of.</param>
internal sealed record Choice(
    ImmutableArray<SectorTier> Tiers,
    ImmutableArray<Sector> Others,
    ImmutableArray<FitBand> Bands,
    ImmutableArray<ChosenProfession> Shown,
    ImmutableArray<(string Name, double Fit)> Fits)
{
    public static Choice Nothing { get; } = new([], [], [], [], []);
}

/// <param name="Alike">Professions of the same sector and O*NET occupation that it stands for.</param>
/// <param name="Change">Single scores that, moved by their own error, would take it from its place.</param>
internal sealed record ChosenProfession(Profession Profession, ImmutableArray<Profession> Alike, ImmutableArray<ScaleChange> Change);
