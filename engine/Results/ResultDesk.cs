using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Results;

/// <summary>Opens a result by its key.</summary>
public sealed class ResultDesk
{
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
            [.. Profile.FromJson(row.Profile).Sections.Select(section => Show(section)).Where(section => Shown(section, show))]);
    }

    private SectionResult Show(ProfileSection section)
    {
        Instrument instrument = _instruments.Get(section.Instrument, section.Version);
        return new SectionResult(
            instrument.Id, instrument.Version, instrument.Title.Russian, StoredText.Of(instrument.Scales[0].Kind),
            instrument.Status == InstrumentStatus.Pilot,
            [.. section.Scales.Select(score => Show(score, instrument.Scales.First(scale => scale.Id == score.Id)))],
            section.LeadingTier, section.Flat);
    }

    private static ScaleResult Show(ProfileScale score, Scale scale) => new(
        score.Id, scale.Title.Russian, scale.Meaning.Russian, score.Raw, score.HalfWidth, score.Min, score.Max,
        score.Answered, score.Items);

    // Right-and-wrong sections are aptitudes and come after release; everything else there is today is interests.
    private static bool Shown(SectionResult section, ShowSettings show) =>
        section.Kind == StoredText.Of(ScaleKind.Criterion) ? show.Aptitudes : show.Interests;

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
