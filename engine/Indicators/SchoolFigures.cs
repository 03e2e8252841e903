using System.Collections.Concurrent;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Indicators;

/// <summary>Opens the figures of a school: two statements, whose counts of those who did not come or did not finish are added at once. Safe for several threads.</summary>
internal sealed class SchoolFigures(Database database, IndicatorLibrary library, InstrumentLibrary instruments, BatteryLibrary batteries)
{
    private readonly ConcurrentDictionary<Battery, BoundIndicators> _bound = [];

    public IndicatorLibrary Library => library;

    private const string Courses = $"""
        SELECT q.Grade, q.Sex, q.Special, q.Simulated, q.BatteryId, q.BatteryVersion, q.State, COUNT(*) AS Students
        FROM (
            SELECT c.grade AS Grade, t.sex AS Sex, CASE WHEN x.accommodation IS NULL THEN 0 ELSE 1 END AS Special, x.simulated AS Simulated,
                c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, {ParticipationList.State} AS State
            FROM school_class c
            JOIN campaign g ON g.id = c.campaign_id
            JOIN seat t ON t.class_id = c.id
            JOIN test_session x ON x.seat_id = t.id
            WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons} AND {RegionCampaign.IsNewest} AND {ParticipationList.IsExpected}
        ) q
        GROUP BY q.Grade, q.Sex, q.Special, q.Simulated, q.BatteryId, q.BatteryVersion, q.State
        """;

    private const string Parents = $"""
        SELECT p.session_id AS SessionId, p.version, p.form, p.answers
        FROM parent_form p
        JOIN test_session x ON x.id = p.session_id
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons} AND {RegionCampaign.IsNewest}
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<FiguresOfSchool> OpenAsync(string schoolId, IndicatorTally people, IndicatorTally simulated, CancellationToken cancellation)
    {
        foreach (CourseRow row in await database.QueryAsync<CourseRow>(Courses, new { schoolId }, cancellation))
        {
            bool isSpecial = row.Special == 1 || IsSpecial(row.BatteryId, row.BatteryVersion);
            (row.Simulated ? simulated : people).AddCourse(
                schoolId, row.Grade, IndicatorTally.PartsOf(row.Sex, isSpecial), Indicators.Courses.Of(row.State), row.Students);
        }

        IReadOnlyList<ParentRow> parents = await database.QueryAsync<ParentRow>(Parents, new { schoolId }, cancellation);
        return new FiguresOfSchool(
            schoolId, people, simulated, battery => _bound.GetOrAdd(battery, each => new BoundIndicators(library, each)),
            parents.ToDictionary(row => row.SessionId, Read, StringComparer.Ordinal));
    }

    private bool IsSpecial(string batteryId, string version) => batteries.Find(batteryId, version) is { Variant: not BatteryVariant.Standard };

    private ParentAnswers Read(ParentRow row) => new(
        ParentQuestionnaire.Mirror, instruments.Get(ParentQuestionnaire.Mirror, row.Version).Forms[row.Form], JsonSerializer.Deserialize<string[]>(row.Answers)!);

    private sealed record CourseRow
    {
        public required int Grade { get; init; }

        public string? Sex { get; init; }

        public required int Special { get; init; }

        public required bool Simulated { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string State { get; init; }

        public required int Students { get; init; }
    }

    private sealed record ParentRow
    {
        public required string SessionId { get; init; }

        public required string Version { get; init; }

        public required string Form { get; init; }

        public required string Answers { get; init; }
    }
}

/// <summary>The figures of one school while its sessions are gone through. For one thread.</summary>
internal sealed class FiguresOfSchool(
    string schoolId, IndicatorTally people, IndicatorTally simulated, Func<Battery, BoundIndicators> bind, IReadOnlyDictionary<string, ParentAnswers> parents)
{
    /// <summary>Sessions of these are nobody's own answers on the day.</summary>
    private static readonly StandingReason[] Outside = [StandingReason.NotFinished, StandingReason.NotAgreed, StandingReason.Rehearsed, StandingReason.Sitting];

    /// <param name="against">What speaks against comparing it: of some indicators only.</param>
    public void Add(Battery battery, FinishedFacts facts, IReadOnlyList<StandingReason> against, int grade, string? sex, bool hasConditions)
    {
        if (against.Intersect(Outside).Any())
        {
            return;
        }

        bool isComparable = against.All(reason => reason == StandingReason.Simulated);
        (against.Contains(StandingReason.Simulated) ? simulated : people).Add(
            schoolId, grade, IndicatorTally.PartsOf(sex, hasConditions || battery.Variant != BatteryVariant.Standard), bind(battery),
            new SessionFacts(facts.Profile, facts.Answers, facts.Reasons, isComparable, parents.GetValueOrDefault(facts.SessionId)));
    }
}
