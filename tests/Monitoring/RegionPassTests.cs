using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Scoring.Norms;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Monitoring;

/// <summary>A region's pass, held against what the store says row by row.</summary>
public sealed class RegionPassTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-region-").FullName;
    private DiagnosticsEngine _engine = null!;
    private string _region = null!;

    public async Task InitializeAsync()
    {
        _engine = await DiagnosticsEngine.OpenAsync(new EngineOptions { DataFolder = _folder }, TimeProvider.System, NullLoggerFactory.Instance, default);
        await _engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 4, Classes: 16, Students: 320, Seed: 11)), new Progress<double>(), default);
        _region = (await _engine.Organisation.RegionsAsync(default))[0].Id;
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_pass_counts_every_session_in_each_grouping_as_the_profiles_say()
    {
        RegionReading reading = await PassAsync();
        IReadOnlyList<FinishedRow> rows = await RowsAsync();
        FinishedRow[] usual = [.. rows.Where(row => !row.IsSpecial)];
        Assert.InRange(usual.Length, 1, rows.Count - 1);
        Assert.Equal((rows.Count, usual.Length, true, 0), (reading.Sessions, reading.Counted, reading.IsSimulated, reading.Differing));
        Assert.Equal(rows.Count, reading.Against[StandingReason.Simulated]);
        foreach (FormReading form in reading.Forms)
        {
            foreach (NormAccumulator norms in form.Norms)
            {
                AssertCounted(form, norms, usual);
            }

            Assert.Equal(form.Sessions, form.Norms.IsEmpty ? form.Sessions : form.Cohorts.Sum(cohort => cohort.Respondents));
        }

        Assert.Contains(reading.Forms, form => form.Instrument.Id == "riasec" && form.Norms.Length == 4);
        Assert.Contains(reading.Forms, form => form.Instrument.Id == "work-values" && form.Norms.IsEmpty);
    }

    [Fact]
    public async Task Reliability_rests_on_the_complete_rows_of_each_grade()
    {
        RegionReading reading = await PassAsync();
        FormReading interests = reading.Forms.Single(form => form.Instrument.Id == "riasec" && form.Form == "full");
        Assert.Equal([10, 11], interests.Cohorts.Select(cohort => cohort.Grade));
        Assert.All(interests.Cohorts.SelectMany(cohort => cohort.Scales), scale =>
        {
            Assert.InRange(scale.Alpha, 0.5, 0.99);
            Assert.InRange(scale.Totals.Count, 1, scale.Rows);
        });
    }

    [Fact]
    public async Task What_speaks_against_a_session_keeps_it_out_of_every_count()
    {
        RegionReading before = await PassAsync();
        string room = (await RowsAsync())[0].ClassId;
        Assert.True(await _engine.Irregularities.NoteAsync(room, null, IrregularityKind.PowerCut, "tester", default));
        RegionReading after = await PassAsync();
        FinishedRow[] kept = [.. (await RowsAsync()).Where(row => row.ClassId == room)];
        Assert.NotEmpty(kept);
        Assert.Equal((before.Sessions, before.Counted - kept.Count(row => !row.IsSpecial)), (after.Sessions, after.Counted));
        Assert.Equal(kept.Length, after.Against[StandingReason.Interrupted]);
        Assert.Equal(after.Counted, after.Forms.Where(form => form.Instrument.Id == "riasec").Sum(form => form.Sessions));
    }

    [Fact]
    public async Task A_profile_that_is_not_what_its_answers_give_is_told()
    {
        await _engine.Writer.RunAsync(
            null, scope => scope.Execute("UPDATE profile SET profile = REPLACE(profile, '\"answered\":8', '\"answered\":7') WHERE session_id = (SELECT MIN(session_id) FROM profile)"), default);
        Assert.Equal(1, (await PassAsync()).Differing);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_stops_no_region()
    {
        RegionReading before = await PassAsync();
        await _engine.Writer.RunAsync(
            null, scope => scope.Execute("UPDATE finished_session SET answer_values = '[' WHERE session_id = (SELECT MIN(session_id) FROM profile)"), default);
        RegionReading after = await PassAsync();
        Assert.Equal((before.Sessions, 1, before.Counted - 1), (after.Sessions, after.Unreadable, after.Counted));
    }

    private Task<RegionReading> PassAsync() => _engine.RegionPass.RunAsync(_region, new Progress<double>(), default);

    private static void AssertCounted(FormReading form, NormAccumulator norms, IReadOnlyList<FinishedRow> rows)
    {
        NormSet set = norms.ToNorms(new NormOrigin("t", "1", DateTimeOffset.UnixEpoch, "t"), new NormSettings());
        for (int scale = 0; scale < norms.Scores.Length; scale++)
        {
            string id = norms.Scores[scale].Id;
            var told = (
                from row in rows
                from section in row.Sections().Where(one => one.Instrument == form.Instrument.Id && one.Form == form.Form)
                let score = section.Scales.Single(one => one.Id == id)
                where score.Raw is not null && (score.Answered == score.Items || score.NotReached is not null)
                group (int)score.Raw!.Value by string.Join('|', norms.By.Select(column => row.ValueOf(column)))).ToDictionary(one => one.Key, one => one.ToList());
            Assert.Equal(told.Count, set.Groups.Count(group => set.HistogramOf(group, scale).Count > 0));
            foreach (NormGroup group in set.Groups)
            {
                ScoreHistogram histogram = set.HistogramOf(group, scale);
                List<int> own = told.GetValueOrDefault(string.Join('|', group.Values), []);
                Assert.Equal(own.Count, histogram.Count);
                Assert.All(own.CountBy(raw => raw), one => Assert.Equal(one.Value, histogram[one.Key]));
            }
        }
    }

    private const string Rows = """
        SELECT c.id AS ClassId, c.grade, t.sex, s.settlement, m.name AS Municipality, p.profile, CASE WHEN x.accommodation IS NULL THEN 0 ELSE 1 END AS IsSpecial
        FROM profile p
        JOIN test_session x ON x.id = p.session_id
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        ORDER BY c.id, x.id
        """;

    private Task<IReadOnlyList<FinishedRow>> RowsAsync() => _engine.Store.QueryAsync<FinishedRow>(Rows, null, default);

    private sealed record FinishedRow
    {
        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Sex { get; init; }

        public required string Settlement { get; init; }

        public required string Municipality { get; init; }

        public required string Profile { get; init; }

        public required bool IsSpecial { get; init; }

        public IReadOnlyList<ProfileSection> Sections() => Diagnostics.Engine.Results.Profile.FromJson(Profile).Sections;

        public string ValueOf(string column) => column switch
        {
            "grade" => Grade.ToString(CultureInfo.InvariantCulture),
            "sex" => Sex,
            "settlement" => Settlement,
            _ => Municipality,
        };
    }
}
