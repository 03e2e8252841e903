using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Engine.Results;

/// <summary>A stored profile and its answers → what a student and a parent read. Pure.</summary>
internal sealed class ResultWriter(InstrumentLibrary instruments, ReadingLibrary readings, Recommender recommender)
{
    private const string ObjectOfWork = "object-of-work";
    private const string High = "high";
    private const string Low = "low";

    /// <summary>The sections a campaign's settings show, in the battery's order.</summary>
    public ImmutableArray<SectionResult> Sections(Profile profile, ShowSettings show) =>
    [
        .. profile.Sections
            .Select(section => (Section: section, Instrument: instruments.Get(section.Instrument, section.Version)))
            .Where(made => Shown(made.Instrument.Result, show))
            .Select(made => Show(made.Section, made.Instrument)),
    ];

    /// <summary>Titles of the sections of tasks that were taken and that a campaign's settings do not show yet, in the battery's order.</summary>
    public ImmutableArray<string> Withheld(Profile profile, ShowSettings show) => show.Aptitudes
        ? []
        :
        [
            .. profile.Sections
                .Where(section => section.Scales.Any(scale => scale.Answered > 0))
                .Select(section => instruments.Get(section.Instrument, section.Version))
                .Where(instrument => instrument.Result == ResultPart.Aptitudes)
                .Select(SectionTitle.Of),
        ];

    /// <summary>
    /// What follows from the interests, with values, objects of work, aptitudes where they are shown, and what a region offers (null: no
    /// region) beside it as evidence.
    /// </summary>
    public Recommendation Recommendation(
        int grade, Battery battery, Profile profile, PackedAnswers answers, ShowSettings show, Nearby? nearby = null)
    {
        BatteryStep? asked = InterestStep.Of(battery);
        InterestAnswers? interests = asked is null ? null : InterestStep.Read(asked, answers);
        ProfileSection? values = profile.Sections.FirstOrDefault(section => section.TellsApart == true);
        ProfileSection? objects = profile.Sections.FirstOrDefault(section => section.Instrument == ObjectOfWork && section.StandsOut());
        Recommendation made = recommender.Recommend(new RecommendationRequest(grade, interests)
        {
            NeedsTalk = interests is not null && ProtocolCheck.IsUnreliable(interests, asked!.FirstItem, answers.Times),
            HighValues = ValuesAt(values, High),
            LowValues = ValuesAt(values, Low),
            LeadingObjects = [.. objects?.LeadingTier ?? []],
            Strengths = show.Aptitudes ? RelativeStrengths.Of(profile, instruments) : ImmutableDictionary<string, string>.Empty,
            Demand = nearby?.Demand ?? ImmutableDictionary<string, DemandView>.Empty,
        });
        return made with { Region = nearby?.For(grade, made) };
    }

    /// <summary>Whether the answers on interests need a talk before anything is recommended.</summary>
    public static bool AreInterestsInDoubt(Battery battery, PackedAnswers answers) => ProtocolCheck.RaisedIn(battery, answers) is { IsUnreliable: true };

    private ImmutableDictionary<string, string> ValuesAt(ProfileSection? section, string tier)
    {
        if (section?.Tiers is not { } tiers)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        return instruments.Get(section.Instrument, section.Version).Scales
            .Where(scale => tiers.GetValueOrDefault(scale.Id) == tier)
            .ToImmutableDictionary(scale => scale.Id, scale => scale.Title.Russian, StringComparer.Ordinal);
    }

    private SectionResult Show(ProfileSection section, Instrument instrument)
    {
        InstrumentReadings? texts = readings.Find(instrument.Id);
        return new SectionResult(
            instrument.Id, instrument.Version, SectionTitle.Of(instrument), StoredText.Of(instrument.Scales[0].Kind),
            instrument.Status == InstrumentStatus.Pilot,
            [.. section.Scales.Select(score => Show(section, score, instrument.Scales.First(scale => scale.Id == score.Id), texts))],
            section.LeadingTier, section.Flat, section.TellsApart, texts?.Limits.Student, texts?.Limits.Parent);
    }

    private static ScaleResult Show(ProfileSection section, ProfileScale score, Scale scale, InstrumentReadings? texts)
    {
        string? tier = section.Tiers?.GetValueOrDefault(score.Id);
        AudienceTexts? reading = texts is not null && texts.Of(score.Id) is { } written
            && Levels.Of(texts.Rule, Standing(section, score, tier)) is { } level ? written.At(level) : null;
        return new ScaleResult(
            score.Id, scale.Title.Russian, scale.Meaning.Russian, score.Raw, score.HalfWidth, score.Min, score.Max,
            score.Answered, score.Items, tier, reading?.Student, reading?.Parent);
    }

    private static ScaleStanding Standing(ProfileSection section, ProfileScale score, string? tier) => new()
    {
        Score = score.Raw,
        Lowest = score.Min,
        Highest = score.Max,
        Leads = section.LeadingTier.Contains(score.Id),
        Leaders = section.LeadingTier.Count,
        Scales = section.Scales.Count,
        Flat = section.Flat,
        Tier = tier is null ? ValueTier.NotAvailable : StoredText.Read<ValueTier>(tier),
    };

    private static bool Shown(ResultPart part, ShowSettings show) => part switch
    {
        ResultPart.Interests => show.Interests,
        ResultPart.Values => show.Values,
        ResultPart.NextSteps => show.NextSteps,
        ResultPart.Aptitudes => show.Aptitudes,
        ResultPart.None => false,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "This is no part of a result."),
    };
}
