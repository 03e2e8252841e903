using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// Scores every finished session of the region's newest campaign again and counts those that may be counted, school by school on all cores. Reads only. Memory grows with schools and groups, not
/// with sessions.
/// </summary>
public sealed class RegionPass
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly SessionStandings _standings;

    private readonly SchoolFigures _figures;

    internal RegionPass(Database database, BatteryLibrary batteries, SessionStandings standings, SchoolFigures figures) =>
        (_database, _batteries, _standings, _figures) = (database, batteries, standings, figures);

    /// <summary>Of the indicators that are counted.</summary>
    internal string IndicatorVersion => _figures.Library.Version;

    /// <summary>The share of the way that reading the schools is; the rest is what the items come to.</summary>
    private const double OfSchools = 0.8;

    private const string Name = "SELECT name FROM region WHERE id = @regionId";

    private const string Schools = """
        SELECT s.id, s.name, s.settlement, m.id AS MunicipalityId, m.name AS Municipality
        FROM school s JOIN municipality m ON m.id = s.municipality_id
        WHERE m.region_id = @regionId AND EXISTS (SELECT 1 FROM school_class c WHERE c.school_id = s.id)
        ORDER BY s.id
        """;

    private const string Finished = $"""
        SELECT x.id AS SessionId, c.grade, t.sex, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes,
            p.profile, x.accommodation, n.reasons
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        JOIN test_session x ON x.class_id = c.id
        JOIN seat t ON t.id = x.seat_id
        JOIN finished_session f ON f.session_id = x.id
        JOIN profile p ON p.session_id = x.id
        LEFT JOIN review_need n ON n.session_id = x.id AND n.rule_version = @version
        WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons} AND {RegionCampaign.IsNewest} AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY x.id
        """;

    /// <summary>On all cores.</summary>
    /// <param name="regionId">Whose sessions.</param>
    /// <param name="progress">Told the share of the way that is done, 0..1: school by school, then form by form.</param>
    /// <param name="cancellation">Stops between schools and between scales.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<RegionReading> RunAsync(string regionId, IProgress<double> progress, CancellationToken cancellation) =>
        RunAsync(regionId, Environment.ProcessorCount, progress, cancellation);

    /// <summary>The same beside other work.</summary>
    /// <param name="workers">So many schools at once.</param>
    internal async Task<RegionReading> RunAsync(string regionId, int workers, IProgress<double> progress, CancellationToken cancellation)
    {
        IReadOnlyList<SchoolRow> schools = await _database.QueryAsync<SchoolRow>(Schools, new { regionId }, cancellation);
        var whole = new Count(_figures.Library);
        int done = 0;
        await Parallel.ForEachAsync(
            schools, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
            async (school, token) =>
            {
                Count own = await OfSchoolAsync(school, token);
                lock (whole)
                {
                    whole.Merge(own);
                    progress.Report(OfSchools * ++done / schools.Count);
                }
            });
        string name = await _database.FirstOrDefaultAsync<string>(Name, new { regionId }, cancellation) ?? "";
        RegionReading reading = whole.Read(counted => FigureTeller.Tell(
            _figures.Library, regionId, name, [.. schools.Select(school => new SchoolPlace(school.Id, school.Name, school.MunicipalityId, school.Municipality))], counted.Cells));
        return reading with { Forms = await Task.Run(() => WithModels(reading.Forms, workers, progress, cancellation), cancellation) };
    }

    private static ImmutableArray<FormReading> WithModels(ImmutableArray<FormReading> forms, int workers, IProgress<double> progress, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers };
        var told = ImmutableArray.CreateBuilder<FormReading>(forms.Length);
        foreach (FormReading form in forms)
        {
            FormModels? models = ItemModelling.Of(
                form.Instrument.Forms[form.Form], form.Sample!, (count, work) => Parallel.For(0, count, parallel, work), new ShareOfForm(progress, told.Count, forms.Length), cancellation);
            told.Add(form with { Models = models, Sample = null });
            progress.Report(OfSchools + ((1 - OfSchools) * told.Count / forms.Length));
        }

        return told.MoveToImmutable();
    }

    /// <summary>The part of the way that one form's models are.</summary>
    private sealed class ShareOfForm(IProgress<double> whole, int before, int forms) : IProgress<double>
    {
        public void Report(double value) => whole.Report(OfSchools + ((1 - OfSchools) * (before + value) / forms));
    }

    private async Task<Count> OfSchoolAsync(SchoolRow school, CancellationToken cancellation)
    {
        IReadOnlyList<FinishedRow> rows = await _database.QueryAsync<FinishedRow>(Finished, new { schoolId = school.Id, version = NeedRules.Version }, cancellation);
        IReadOnlyDictionary<string, SessionStanding> standings = await _standings.OfSchoolAsync(school.Id, NeedRules.Version, cancellation);
        var count = new Count(_figures.Library);
        FiguresOfSchool figures = await _figures.OpenAsync(school.Id, count.PeopleFigures, count.SimulatedFigures, cancellation);
        foreach (FinishedRow row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Scored.Of(row, _batteries) is not { } scored)
            {
                count.PassOver();
                continue;
            }

            count.Look(scored.Profile.ToJson() == row.Profile);
            // Its reasons are still to be made, or it was erased between two statements: the next pass has it.
            if (standings.GetValueOrDefault(row.SessionId) is not { } standing)
            {
                count.Wait();
            }
            else
            {
                count.Add(standing.Against, scored, SessionGroup.Of(row.Grade, row.Sex, school.Settlement, school.Municipality) with { Draw = FormSample.DrawOf(row.SessionId) });
                figures.Add(scored.Battery, scored.Facts(row.SessionId, (NeedReason)(row.Reasons ?? 0)), standing.Against, row.Grade, row.Sex, row.Accommodation is not null);
            }
        }

        return count;
    }

    /// <param name="Codes">Of the answers, by step.</param>
    private sealed record Scored(Battery Battery, Profile Profile, ImmutableArray<byte[]> Codes, PackedAnswers Answers)
    {
        public FinishedFacts Facts(string sessionId, NeedReason reasons) => new(sessionId, Profile, Answers, reasons);

        /// <summary>Null where a stored row holds nothing that can be read: one broken row stops no region, and <c>db verify</c> names it.</summary>
        public static Scored? Of(FinishedRow row, BatteryLibrary batteries)
        {
            if (batteries.Find(row.BatteryId, row.BatteryVersion) is not { } battery)
            {
                return null;
            }

            try
            {
                var answers = PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes);
                ImmutableArray<byte[]> codes = [.. battery.Steps.Select(step => ProfileMaker.CodesOf(step, answers.Values))];
                return new Scored(battery, ProfileMaker.Make(battery, codes), codes, answers);
            }
            catch (Exception unreadable) when (FinishedProtocol.IsUnreadable(unreadable))
            {
                return null;
            }
        }
    }

    /// <summary>What is counted of some schools; real and simulated students apart.</summary>
    private sealed class Count(IndicatorLibrary indicators)
    {
        private readonly Dictionary<StandingReason, long> _against = [];
        private readonly RegionTally _people = new();
        private readonly RegionTally _simulated = new();
        public IndicatorTally PeopleFigures { get; } = new(indicators);

        public IndicatorTally SimulatedFigures { get; } = new(indicators);

        private long _sessions;
        private long _differing;
        private long _unreadable;
        private long _waiting;

        public void PassOver()
        {
            _sessions++;
            _unreadable++;
        }

        public void Look(bool isSame)
        {
            _sessions++;
            _differing += isSame ? 0 : 1;
        }

        public void Wait() => _waiting++;

        public void Add(IReadOnlyList<StandingReason> against, Scored scored, SessionGroup group)
        {
            foreach (StandingReason reason in against)
            {
                _against[reason] = _against.GetValueOrDefault(reason) + 1;
            }

            if (against.All(reason => reason == StandingReason.Simulated))
            {
                (against.Count == 0 ? _people : _simulated).Add(scored.Battery, scored.Profile, scored.Codes, scored.Answers.Times, group);
            }
        }

        public void Merge(Count other)
        {
            _sessions += other._sessions;
            _differing += other._differing;
            _unreadable += other._unreadable;
            _waiting += other._waiting;
            _people.Merge(other._people);
            _simulated.Merge(other._simulated);
            PeopleFigures.Merge(other.PeopleFigures);
            SimulatedFigures.Merge(other.SimulatedFigures);
            foreach ((StandingReason reason, long sessions) in other._against)
            {
                _against[reason] = _against.GetValueOrDefault(reason) + sessions;
            }
        }

        public RegionReading Read(Func<IndicatorTally, ToldFigures> tell)
        {
            bool isSimulated = _people.Sessions == 0 && _simulated.Sessions > 0;
            RegionTally counted = isSimulated ? _simulated : _people;
            return new RegionReading(_sessions, counted.Sessions, isSimulated, _against, _differing, _unreadable, _waiting, [.. counted.Forms.Select(form => form.Read())],
                tell(isSimulated ? SimulatedFigures : PeopleFigures));
        }
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Settlement { get; init; }

        public required string MunicipalityId { get; init; }

        public required string Municipality { get; init; }
    }

    private sealed record FinishedRow
    {
        public required string SessionId { get; init; }

        public required int Grade { get; init; }

        public string? Sex { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }

        public required string Profile { get; init; }

        public string? Accommodation { get; init; }

        /// <summary>Bits of <see cref="NeedReason"/>; null while they are to be made.</summary>
        public long? Reasons { get; init; }
    }
}
