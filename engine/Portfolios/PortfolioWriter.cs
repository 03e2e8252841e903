using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Portfolios;

/// <summary>
/// What a student sees now → what the server vouches for. It is made from the very page and from nothing else, so that nothing stands in a
/// portfolio which the student may not see yet. Pure.
/// </summary>
internal sealed class PortfolioWriter(InstrumentLibrary instruments)
{
    private const string Normative = "normative";

    public PortfolioStatement Write(StudentResult shown, PortfolioPlace place, IReadOnlyList<EarlierYear> years, long nowMs) => new(
        PortfolioStatement.Word, PortfolioStatement.Format, place.Region, place.Year, shown.Grade, Hour(shown.FinishedAtMs),
        shown.ReleasedAtMs is { } released ? Hour(released) : null, Hour(nowMs), shown.Simulated, place.Battery,
        Sections(shown.Sections, shown.Reliability?.InterestsInDoubt == true), AdviceOf(shown.Recommendation), ReviewOf(shown.Conclusion),
        [
            .. years.Select(year => new PortfolioYear(
                year.Year, year.Grade, Hour(year.FinishedAtMs), Hour(year.ReleasedAtMs), Sections(year.Sections, year.InterestsInDoubt),
                [.. year.Changes.Select(change => new PortfolioChange(change.Title, change.Nearer, change.Farther))])),
        ]);

    private ImmutableArray<PortfolioSection> Sections(IReadOnlyList<SectionResult> shown, bool isInDoubt) =>
        [.. (isInDoubt ? Leanings.WithoutInterests(shown, instruments) : Leanings.Of(shown, instruments)).Select(Write)];

    private static PortfolioSection Write(SectionResult section)
    {
        bool standsOut = ProfileSection.Leads(section.Flat, section.LeadingTier.Count, section.Scales.Count(scale => scale.Score is not null));
        bool hasScores = section.Kind == Normative;
        return new PortfolioSection(
            section.InstrumentId, section.InstrumentVersion, section.Title, section.Kind, section.Pilot, section.Flat, section.TellsApart,
            [
                .. section.Scales.Select(scale => new PortfolioScale(
                    scale.Id, scale.Title, standsOut && section.TellsApart is null && section.LeadingTier.Contains(scale.Id), scale.Tier,
                    hasScores ? Whole(scale.Score) : null, hasScores ? Whole(scale.HalfWidth) : null, hasScores ? Whole(scale.Min) : null,
                    hasScores ? Whole(scale.Max) : null)),
            ]);
    }

    private static PortfolioAdvice? AdviceOf(Recommendation? shown) => shown is null || (shown.Tiers.Count == 0 && shown.Bands.Count == 0)
        ? null
        : new PortfolioAdvice(
            shown.Tiers.Count > 0 ? "families" : "ranked", shown.RuleVersion, $"{shown.Atlas.Id} {shown.Atlas.Version}", shown.ResultHash,
            shown.Tiers.Count > 0
                ? [.. shown.Tiers.Select(tier => tier.Sectors.Select(sector => sector.Title).ToImmutableArray())]
                : [.. shown.Bands.Select(band => band.Professions.Select(code => TitleOf(shown, code)).ToImmutableArray())],
            [.. shown.Profiles.Select(profile => profile.Title)]);

    private static string TitleOf(Recommendation shown, string code) => shown.Professions.First(profession => profession.Code == code).Title;

    private static PortfolioReview? ReviewOf(SignedPart? signed) =>
        signed is null ? null : new PortfolioReview(signed.Seal, Hour(signed.SignedAtMs), [.. signed.Chosen.Select(item => item.Title)]);

    private static int? Whole(double? points) => points is { } some ? (int)Math.Round(some, MidpointRounding.AwayFromZero) : null;

    private static string Hour(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH':00Z'", CultureInfo.InvariantCulture);
}
