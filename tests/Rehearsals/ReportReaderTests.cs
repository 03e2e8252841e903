using System.Text.Json.Nodes;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>What is kept of a report file, and that nothing else is.</summary>
public sealed class ReportReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Good = SampleReport.Of(1_000, Now.AddDays(-1));

    [Fact]
    public void A_report_is_read_as_the_generator_wrote_it()
    {
        RehearsalFacts facts = ReportReader.Read(Good, Now).Facts!;
        Assert.Equal((40, 1_000, 40, 1.0, 0.0), (facts.Classes, facts.Students, facts.Minutes, facts.Pace, facts.Rate));
        Assert.Equal((true, ReportedProfile.Bell, ReportedLimit.Processor, 0.41), (facts.Holds, facts.Profile, facts.Limit, facts.Used));
        Assert.Equal((0, 0, 1_000, 1_000, 100_000, 3, 1_000), (facts.Lost, facts.Doubled, facts.Entered, facts.Finished, facts.Acknowledged, facts.EnterP99Ms, facts.EntriesPerSecond));
        Assert.Equal(("https://diagnostika.example.ru/", Now.AddDays(-1).ToUnixTimeMilliseconds()), (facts.Address, facts.StartedAtMs));
    }

    [Fact]
    public void A_report_of_before_tells_no_rate_of_entry_and_a_failed_one_may_not_know_what_was_lost()
    {
        Assert.Null(ReportReader.Read(SampleReport.With(Good, "entriesPerSecond", null, isGone: true), Now).Facts!.EntriesPerSecond);
        string failed = SampleReport.With(SampleReport.Of(1_000, Now, reason: "3 calls failed"), "lost", null);
        RehearsalFacts facts = ReportReader.Read(failed, Now).Facts!;
        Assert.Equal((false, null, "3 calls failed"), (facts.Holds, facts.Lost, Assert.Single(facts.Reasons)));
    }

    public static TheoryData<string> Required =>
    [
        "lost", "doubled", "verdict", "verdict.students", "verdict.firstLimit", "verdict.used", "verdict.reasons", "verdict.holds", "url", "startedAt", "profile", "classes",
        "studentsPerClass", "minutes", "pace", "rate", "counts", "counts.entered", "counts.acknowledged", "finishedInStore", "enterMs", "enterMs.p99",
    ];

    [Theory]
    [MemberData(nameof(Required))]
    public void A_field_that_is_gone_or_of_another_kind_is_named(string field)
    {
        Assert.Equal(new ReportFault(field, ReportFlaw.Missing), ReportReader.Read(SampleReport.With(Good, field, null, isGone: true), Now).Fault);
        Assert.Equal(new ReportFault(field, ReportFlaw.Kind), ReportReader.Read(SampleReport.With(Good, field, JsonNode.Parse("[1]")), Now).Fault);
    }

    [Theory]
    [InlineData("classes", "0")]
    [InlineData("classes", "1001")]
    [InlineData("lost", "-1")]
    [InlineData("minutes", "0")]
    [InlineData("pace", "1e300")]
    [InlineData("rate", "-1")]
    [InlineData("verdict.used", "1.5")]
    [InlineData("verdict.firstLimit", "\"luck\"")]
    [InlineData("verdict.firstLimit", "\"0\"")]
    [InlineData("profile", "\"Bell\"")]
    [InlineData("url", "\"javascript:alert(1)\"")]
    [InlineData("url", "\"https://user:word@example.org/\"")]
    [InlineData("startedAt", "\"2026-11-23T12:00:01Z\"")]
    [InlineData("startedAt", "\"2026-11-23T14:59:00+02:00\"")]
    [InlineData("startedAt", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("entriesPerSecond", "-3")]
    [InlineData("verdict.reasons", "[\"a\\nb\"]")]
    public void A_value_that_cannot_be_is_named(string field, string value) =>
        Assert.Equal(new ReportFault(field, ReportFlaw.Range), ReportReader.Read(SampleReport.With(Good, field, JsonNode.Parse(value)), Now).Fault);

    [Theory]
    [InlineData("verdict.students", "999")]
    [InlineData("verdict.holds", "false")]
    [InlineData("lost", "1")]
    [InlineData("lost", "null")]
    [InlineData("doubled", "2")]
    [InlineData("counts.entered", "999")]
    [InlineData("counts.acknowledged", "0")]
    [InlineData("finishedInStore", "998")]
    public void A_verdict_that_says_more_than_its_figures_is_refused(string field, string value) =>
        Assert.Equal(new ReportFault(field, ReportFlaw.Disagrees), ReportReader.Read(SampleReport.With(Good, field, JsonNode.Parse(value)), Now).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("{\"lost\":0,\"lost\":1}")]
    [InlineData("\ud800")]
    public void What_is_no_report_is_told_so(string text) => Assert.Equal(new ReportFault("", ReportFlaw.NoReport), ReportReader.Read(text, Now).Fault);

    [Fact]
    public void A_file_is_bounded_before_it_is_parsed()
    {
        Assert.Equal(ReportFlaw.TooLarge, ReportReader.Read(new string('я', (ReportReader.MostBytes / 2) + 1), Now).Fault!.Flaw);
        string deep = string.Concat(Enumerable.Repeat("[", 2_000));
        Assert.Equal(ReportFlaw.NoReport, ReportReader.Read(deep, Now).Fault!.Flaw);
    }

    /// <summary>Six hours of moments fit: nothing of a real run is refused for its length.</summary>
    [Fact]
    public void Six_hours_of_moments_fit()
    {
        var moment = new RehearsalMoment(21_600, 12_345.6, 10_000, 0.123, 0.123, 1_000_000_000, 1_000_000_000, 1_000_000_000, 20_000, 1_234.5);
        string one = System.Text.Json.JsonSerializer.Serialize(moment, RehearsalReport.Json);
        Assert.True((one.Length + 60) * 6 * 1_800 < ReportReader.MostBytes, $"{one.Length}");
    }
}
