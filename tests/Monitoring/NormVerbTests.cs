using System.Globalization;
using System.Text;
using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Responses;
using Diagnostics.Web.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Monitoring;

/// <summary>What is frozen in the evening, held against the verb on exported answers: another way from the same store.</summary>
public sealed class NormVerbTests : VerbTests
{
    [Fact]
    public async Task Frozen_norms_of_a_synthetic_region_are_those_of_the_verb()
    {
        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(
            new EngineOptions { DataFolder = Folder.PathOf("store") }, TimeProvider.System, NullLoggerFactory.Instance, default);
        await engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 4, Classes: 16, Students: 440, Seed: 5)), new Progress<double>(), default);
        string region = (await engine.Organisation.RegionsAsync(default))[0].Id;
        await engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
        FigureHead head = await engine.Figures.HeadAsync(region, ReadingProgress.None, default);
        FormKey key = head.Forms.Select(form => form.Key).Single(form => form is { Instrument: "riasec", Form: "full" });
        var frozen = (FreezeOutcome.Done)await engine.NormVersions.FreezeAsync(region, key, head.Reading!.Hash, "tester", default);
        NormVersionFiles files = (await engine.NormVersions.OpenAsync(region, frozen.Id, default))!;
        Assert.True(files.Holds);
        // Of nobody but the engine's own students, and so said for good.
        Assert.True(NormStatement.FromJson(files.Statement.Text).Simulated);

        string made = Folder.PathOf("verb.json");
        string responses = Folder.Write("r.csv", await ResponsesAsync(engine, key));
        Assert.Equal(0, await InvokeAsync(NormsCommand.Create(), "--instrument", "riasec", "--responses", responses, "--by", "grade", "--out", made));
        NormSet verb = NormFile.Read(await File.ReadAllBytesAsync(made)).Norms!, evening = NormFile.Read(Encoding.UTF8.GetBytes(files.ByGrade)).Norms!;
        Assert.Equal(verb.Groups.AsEnumerable(), evening.Groups.AsEnumerable());
        Assert.Equal(2, evening.Groups.Length);
        for (int scale = 0; scale < evening.Scores.Length; scale++)
        {
            int same = verb.Scores.IndexOf(evening.Scores[scale]);
            foreach (NormGroup grade in evening.Groups)
            {
                NormTable told = evening.TableOf(grade, scale), other = verb.TableOf(grade, same);
                Assert.Equal(other.Rows.AsEnumerable(), told.Rows.AsEnumerable());
                Assert.Equal((other.Count, other.Mean, other.StandardDeviation), (told.Count, told.Mean, told.StandardDeviation));
            }
        }
    }

    private const string Rows = """
        SELECT x.id, c.grade, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS Answers, f.answer_times AS Times
        FROM finished_session f JOIN test_session x ON x.id = f.session_id JOIN school_class c ON c.id = x.class_id ORDER BY x.id
        """;

    private static async Task<string> ResponsesAsync(DiagnosticsEngine engine, FormKey key)
    {
        var text = new StringBuilder();
        foreach (Row row in await engine.Store.QueryAsync<Row>(Rows, null, default))
        {
            Battery battery = engine.Batteries.Get(row.BatteryId, row.BatteryVersion);
            if (battery.Steps.FirstOrDefault(step => NormCrowd.KeyOf(step) == key) is not { } step
                || (await engine.Standings.OfSessionAsync(row.Id, default))!.Against.Any(reason => reason != StandingReason.Simulated))
            {
                continue;
            }

            if (text.Length == 0)
            {
                text.AppendLine(string.Join(',', step.Form.Items.Select(item => item.Id).Prepend("grade").Prepend("id")));
            }

            byte[] codes = ProfileMaker.CodesOf(step, PackedAnswers.FromJson(row.Answers, row.Times).Values);
            text.AppendLine(string.Join(
                ',', codes.Select(code => code == ResponseMatrix.Missing ? "" : code.ToString(CultureInfo.InvariantCulture)).Prepend(row.Grade.ToString(CultureInfo.InvariantCulture)).Prepend(row.Id)));
        }

        return text.ToString();
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required int Grade { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string Answers { get; init; }

        public required string Times { get; init; }
    }
}
