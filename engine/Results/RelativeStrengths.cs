using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Which sections of tasks went better than others of the same person: from three bands, relative only. Nobody is
/// compared with anybody, and of what went worse nothing is said.
/// </summary>
internal static class RelativeStrengths
{
    /// <summary>
    /// Titles by scale: those in the person's own highest band, by more than the error of both above the person's lowest. Empty with fewer
    /// than two sections, and where all went alike.
    /// </summary>
    public static ImmutableDictionary<string, string> Of(Profile profile, InstrumentLibrary instruments) =>
        Of(TakenIn(profile, section => instruments.Get(section.Instrument, section.Version)));

    private static ImmutableDictionary<string, string> Of(Taken[] taken)
    {
        if (taken.Length < 2)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        ReadingLevel highest = taken.Max(one => one.Band);
        ProfileScale lowest = taken.MinBy(one => one.Score.Raw!.Value)!.Score;
        return taken.Where(one => one.Band == highest && one.Band != BandOf(lowest) && IsAbove(one.Score, lowest))
            .ToImmutableDictionary(one => one.Score.Id, one => one.Title, StringComparer.Ordinal);
    }

    /// <summary>Scales that stand below a strength by more than the error of both: for a psychologist to look at, never told to a student.</summary>
    /// <param name="battery">The one that was taken.</param>
    public static ImmutableHashSet<string> Below(Profile profile, Battery battery)
    {
        Taken[] taken = TakenIn(profile, section => battery.Steps.First(step => step.Instrument.Id == section.Instrument).Instrument);
        ImmutableDictionary<string, string> strengths = Of(taken);
        return
        [
            .. taken.Where(one => !strengths.ContainsKey(one.Score.Id)
                    && taken.Any(other => strengths.ContainsKey(other.Score.Id) && other.Score.Raw > one.Score.Raw && IsAbove(other.Score, one.Score)))
                .Select(one => one.Score.Id),
        ];
    }

    private static Taken[] TakenIn(Profile profile, Func<ProfileSection, Instrument> instrumentOf) =>
    [
        .. from section in profile.Sections
           let instrument = instrumentOf(section)
           where instrument.Result == ResultPart.Aptitudes
           from scale in section.Scales
           where scale is { Answered: > 0, Raw: not null, HalfWidth: not null }
           select new Taken(scale, instrument.Scales.First(one => one.Id == scale.Id).Title.Russian, BandOf(scale)),
    ];

    private static ReadingLevel BandOf(ProfileScale scale) =>
        Levels.Of(LevelRule.Tasks, new ScaleStanding { Score = scale.Raw, Lowest = scale.Min, Highest = scale.Max })!.Value;

    private static bool IsAbove(ProfileScale one, ProfileScale other) => !WithinPersonBand.Indistinguishable(Banded(one), Banded(other));

    private static BandedScore Banded(ProfileScale scale) => new(
        new ScaleScore(scale.Id, scale.Raw!.Value, scale.Answered, scale.NotReached ?? 0, scale.Items, scale.Min, scale.Max), double.NaN, scale.HalfWidth!.Value);

    private sealed record Taken(ProfileScale Score, string Title, ReadingLevel Band);
}
