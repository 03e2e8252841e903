using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// What a person is shown against a norm group: ten professions of the first bands. Inside a band sectors take turns, so that ten titles
/// of one sector do not crowd out equals; of one O*NET occupation only one is shown and names the others.
/// </summary>
internal sealed class BandChoice(
    AtlasYear atlas, Occupations occupations, DrawnMatch match, ImmutableArray<BandedScore> scores)
{
    private const int Shown = 10;

    private readonly Dictionary<string, Profession> _professions = atlas.Professions.ToDictionary(one => one.Code, StringComparer.Ordinal);

    public Choice Choose()
    {
        ImmutableArray<BandedFit> fits = FitBands.Form(match, Shown, atlas.Professions.Length).Fits;
        List<(int Band, Profession Profession, ImmutableArray<Profession> Alike)> chosen = [];
        foreach (IGrouping<int, BandedFit> band in fits.GroupBy(fit => fit.Band).OrderBy(band => band.Key))
        {
            chosen.AddRange(Turns([.. band.OrderBy(fit => fit.Rank).Select(Profession)], chosen)
                .Take(Shown - chosen.Count).Select(one => (band.Key, one.First(), (ImmutableArray<Profession>)[.. one.Skip(1)])));
            if (chosen.Count == Shown)
            {
                break;
            }
        }

        Dictionary<string, ImmutableArray<ScaleChange>> changes = ChangesOf([.. chosen.Select(one => one.Profession.Code)], fits);
        return new Choice(
            [], [],
            [
                .. chosen.GroupBy(one => one.Band).Select(band => new FitBand(
                    band.Key, [.. band.Select(one => one.Profession).OrderBy(one => one.Title, StringComparer.Ordinal).Select(one => one.Code)])),
            ],
            [.. chosen.Select(one => new ChosenProfession(one.Profession, one.Alike, changes[one.Profession.Code]))],
            [.. fits.Select(fit => (Profession(fit).Code, fit.R))]);
    }

    private Profession Profession(BandedFit fit) => _professions[occupations[fit.Occupation].Code];

    /// <summary>The occupations of a band, a sector after the other, each sector's best first.</summary>
    private static IEnumerable<IGrouping<string, Profession>> Turns(
        ImmutableArray<Profession> band, List<(int Band, Profession Profession, ImmutableArray<Profession> Alike)> chosen)
    {
        HashSet<string> taken = [.. chosen.Select(one => one.Profession.Soc)];
        return band.Where(one => !taken.Contains(one.Soc))
            .GroupBy(one => one.Soc, StringComparer.Ordinal)
            .GroupBy(one => one.First().Sector, StringComparer.Ordinal)
            .SelectMany(sector => sector.Select((one, turn) => (Occupation: one, Turn: turn)))
            .OrderBy(one => one.Turn)
            .Select(one => one.Occupation);
    }

    /// <summary>Which single score, moved by its own error, would put a profession behind as many others as the list and its band hold.</summary>
    private Dictionary<string, ImmutableArray<ScaleChange>> ChangesOf(ImmutableArray<string> chosen, ImmutableArray<BandedFit> fits)
    {
        Dictionary<string, ImmutableArray<ScaleChange>> changes = chosen.ToDictionary(code => code, _ => ImmutableArray<ScaleChange>.Empty);
        int reach = Math.Max(Shown, fits.Count(fit => fit.Band == 1));
        for (int scale = 0; scale < scores.Length; scale++)
        {
            foreach (int sign in (int[])[1, -1])
            {
                DrawnMatch moved = match.Moved(scale, sign * scores[scale].HalfWidth);
                HashSet<string> kept =
                [
                    .. atlas.Professions.Select(one => (one.Code, Fit: moved.Contributions(one.Code).Sum()))
                        .OrderByDescending(one => one.Fit).ThenBy(one => one.Code, StringComparer.Ordinal).Take(reach).Select(one => one.Code),
                ];
                ScaleChange change = new(HollandCode.Letters[scale].ToString(), sign > 0 ? "higher" : "lower");
                foreach (string lost in chosen.Where(code => !kept.Contains(code)))
                {
                    changes[lost] = changes[lost].Add(change);
                }
            }
        }

        return changes;
    }
}
