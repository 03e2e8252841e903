using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>Opens a result, and the solutions of its tasks, by its key.</summary>
public sealed class ResultDesk
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly ResultWriter _writer;
    private readonly KeyRing _keys;
    private readonly RegionShelf _region;
    private readonly TimeProvider _clock;

    internal ResultDesk(
        Database database, BatteryLibrary batteries, ResultWriter writer, KeyRing keys, RegionShelf region, TimeProvider clock) =>
        (_database, _batteries, _writer, _keys, _region, _clock) = (database, batteries, writer, keys, region, clock);

    private const string ResultOfKey = """
        SELECT s.name AS SchoolName, c.grade, c.letter, x.finished_at AS FinishedAt, x.simulated, p.profile, g.show_settings AS ShowSettings, g.closes_at AS ClosesAt,
            f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes
        FROM test_session x
        JOIN profile p ON p.session_id = x.id
        JOIN finished_session f ON f.session_id = x.id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE x.result_hash = @hash AND COALESCE(x.consent, 1) = 1 AND COALESCE(x.parent_consent, 1) = 1
        """;

    private const string WithdrawnOfKey = """
        SELECT id FROM test_session WHERE result_hash = @hash AND (consent = 0 OR parent_consent = 0)
        """;

    /// <summary>Whether the key is right and its result is closed because somebody withdrew their agreement.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<bool> IsWithdrawnAsync(string resultKey, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            if (await _database.FirstOrDefaultAsync<string>(WithdrawnOfKey, new { hash = reading.Hash(_keys.LookUp.Span) }, cancellation) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null when the key opens nothing, or nothing any more (<see cref="IsWithdrawnAsync"/>). Forgiving about case, look-alikes and separators, like an access code.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<StudentResult?> OpenAsync(string resultKey, CancellationToken cancellation) =>
        await FindAsync(resultKey, cancellation) is { } row ? Show(row) : null;

    /// <summary>The solutions of this student's tasks, once the campaign's window is over.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SolutionsOutcome> SolutionsAsync(string resultKey, CancellationToken cancellation)
    {
        if (await FindAsync(resultKey, cancellation) is not { } row)
        {
            return new SolutionsOutcome.Unknown();
        }

        return IsOver(row)
            ? new SolutionsOutcome.Opened(SolutionWriter.Write(
                _batteries.Get(row.BatteryId, row.BatteryVersion), PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes),
                withAnswers: ShowSettings.FromJson(row.ShowSettings).Aptitudes))
            : new SolutionsOutcome.Closed();
    }

    private async Task<Row?> FindAsync(string resultKey, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            string hash = reading.Hash(_keys.LookUp.Span);
            if (await _database.FirstOrDefaultAsync<Row>(ResultOfKey, new { hash }, cancellation) is { } row)
            {
                return row;
            }
        }

        return null;
    }

    private bool IsOver(Row row) => _clock.GetUtcNow().ToUnixTimeMilliseconds() >= row.ClosesAt;

    private StudentResult Show(Row row)
    {
        ShowSettings show = ShowSettings.FromJson(row.ShowSettings);
        Battery battery = _batteries.Get(row.BatteryId, row.BatteryVersion);
        PackedAnswers answers = PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes);
        Profile profile = Profile.FromJson(row.Profile);
        return new StudentResult(
            row.SchoolName, $"{row.Grade}{row.Letter}", row.Grade, row.FinishedAt, row.Simulated,
            _writer.Sections(profile, show),
            show.Interests ? _writer.Recommendation(row.Grade, battery, profile, answers, show, _region.For(row.Simulated)) : null)
        {
            Solutions = SolutionWriter.Has(battery) ? new SolutionsOpening(row.ClosesAt, IsOver(row)) : null,
            OwnPlan = show.NextSteps ? OwnPlan.Of(battery, answers) : null,
            Withheld = _writer.Withheld(profile, show),
            LeftOut = LeftOutResult.Of(battery),
        };
    }

    private sealed record Row
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required long FinishedAt { get; init; }

        public required bool Simulated { get; init; }

        public required string Profile { get; init; }

        public required string ShowSettings { get; init; }

        public required long ClosesAt { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }
    }
}
