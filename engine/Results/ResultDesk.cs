using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>Opens a result by its key.</summary>
public sealed class ResultDesk
{
    private static readonly ImmutableSortedDictionary<string, string> NoTiers = ImmutableSortedDictionary<string, string>.Empty;
    private readonly Database _database;
    private readonly InstrumentLibrary _instruments;
    private readonly KeyRing _keys;

    internal ResultDesk(Database database, InstrumentLibrary instruments, KeyRing keys) =>
        (_database, _instruments, _keys) = (database, instruments, keys);

    private const string ResultOfKey = """
        SELECT s.name AS SchoolName, c.grade, c.letter, x.finished_at AS FinishedAt, x.simulated, p.profile, g.show_settings AS ShowSettings
        FROM test_session x
        JOIN profile p ON p.session_id = x.id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE x.result_hash = @hash
        """;

    /// <summary>Null when the key opens nothing. Forgiving about case, look-alikes and separators, like an access code.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<StudentResult?> OpenAsync(string resultKey, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            string hash = reading.Hash(_keys.LookUp.Span);
            if (await _database.FirstOrDefaultAsync<Row>(ResultOfKey, new { hash }, cancellation) is { } row)
            {
                return Show(row);
            }
        }

        return null;
    }

    private StudentResult Show(Row row)
    {
        ShowSettings show = ShowSettings.FromJson(row.ShowSettings);
        return new StudentResult(
            row.SchoolName, $"{row.Grade}{row.Letter}", row.Grade, row.FinishedAt, row.Simulated,
            [.. Profile.FromJson(row.Profile).Sections
                .Select(section => (section, _instruments.Get(section.Instrument, section.Version)))
                .Where(made => Shown(made.Item2.Result, show))
                .Select(made => Show(made.section, made.Item2))]);
    }

    private static SectionResult Show(ProfileSection section, Instrument instrument) => new(
        instrument.Id, instrument.Version, instrument.Title.Russian, StoredText.Of(instrument.Scales[0].Kind),
        instrument.Status == InstrumentStatus.Pilot,
        [.. section.Scales.Select(score => Show(score, instrument.Scales.First(scale => scale.Id == score.Id)))],
        section.LeadingTier, section.Flat, section.Tiers ?? NoTiers, section.TellsApart);

    private static ScaleResult Show(ProfileScale score, Scale scale) => new(
        score.Id, scale.Title.Russian, scale.Meaning.Russian, score.Raw, score.HalfWidth, score.Min, score.Max,
        score.Answered, score.Items);

    private static bool Shown(ResultPart part, ShowSettings show) => part switch
    {
        ResultPart.Interests => show.Interests,
        ResultPart.Values => show.Values,
        ResultPart.NextSteps => show.NextSteps,
        ResultPart.Aptitudes => show.Aptitudes,
        ResultPart.None => false,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "This is no part of a result."),
    };

    private sealed record Row
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required long FinishedAt { get; init; }

        public required bool Simulated { get; init; }

        public required string Profile { get; init; }

        public required string ShowSettings { get; init; }
    }
}
