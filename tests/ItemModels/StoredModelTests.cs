using System.Collections.Immutable;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Scoring.Dif;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.ItemModels;

/// <summary>From stored answers over a pass to what a page asks for: an item with a planted bias is found there, and no other.</summary>
public sealed class StoredModelTests : IAsyncLifetime
{
    private const int Planted = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-models-").FullName;
    private DiagnosticsEngine _engine = null!;
    private string _region = null!;

    public async Task InitializeAsync()
    {
        _engine = await DiagnosticsEngine.OpenAsync(new EngineOptions { DataFolder = _folder }, TimeProvider.System, NullLoggerFactory.Instance, default);
        await _engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 4, Classes: 110, Students: 2_600, Seed: 21)), new Progress<double>(), default);
        _region = (await _engine.Organisation.RegionsAsync(default))[0].Id;
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_planted_item_is_found_through_the_store_and_others_are_not()
    {
        BatteryStep interests = await PlantAsync();
        await _engine.Readings.RunAsync(new AskedReading(_region, "tester"), default);
        var place = new OrgNode(NodeKind.Region, _region);
        FormModels models = (await _engine.Figures.ModelsAsync(place, NormCrowdKey(interests), default))!;
        Assert.True(models.Sessions >= 650, $"{models.Sessions} sessions took the form.");
        Assert.Equal(models.Sessions, models.Sampled);
        Assert.All(models.Scales, scale =>
        {
            GroupComparison sex = scale.Comparisons.Single(one => one.By == ComparedBy.Sex);
            Assert.Null(sex.Refusal);
            Assert.Equal((DifClass.C, HarderFor.Focal), (sex.Items[Planted].Class, sex.Items[Planted].Direction));
            Assert.DoesNotContain(sex.Items.RemoveAt(Planted), item => item.Class == DifClass.C);
            Assert.DoesNotContain(scale.Comparisons.Single(one => one.By == ComparedBy.Settlement).Items, item => item.Class == DifClass.C);
            Assert.Null(scale.Calibration.Refusal);
        });

        // The same sessions come to the same, whatever the order of schools and the number of cores.
        await _engine.Readings.RunAsync(new AskedReading(_region, "tester"), default);
        FormModels again = (await _engine.Figures.ModelsAsync(place, NormCrowdKey(interests), default))!;
        Assert.Equal(new KeptItems([], models).ToJson(), new KeptItems([], again).ToJson());

        // What was kept holds together, and a form is linked to the same of no other year.
        Assert.Empty((await _engine.FormLinks.FormsAsync(Guid.NewGuid().ToString(), default)).AsEnumerable());
        ImmutableArray<LinkableForm> forms = await _engine.FormLinks.FormsAsync(_region, default);
        LinkableForm own = forms.Single(form => form.Form.Key == NormCrowdKey(interests));
        Assert.Null(await _engine.FormLinks.LinkAsync(_region, own.Form, own.Form, ImmutableHashSet<string>.Empty, default));
        if (forms.FirstOrDefault(form => form.Form.Key.Instrument == own.Form.Key.Instrument && form != own) is { } other)
        {
            LinkReport report = (await _engine.FormLinks.LinkAsync(_region, other.Form, own.Form, ImmutableHashSet<string>.Empty, default))!;
            Assert.Equal(6, report.Scales.Length);
            Assert.All(report.Scales, scale => Assert.True(scale.Common > 0 || scale.Refusal is not null));
        }
    }

    private static FormKey NormCrowdKey(BatteryStep step) => new(step.Instrument.Id, step.Instrument.Version, step.Form.Id);

    /// <summary>Answers on interests of everybody in grades 10 and 11 are drawn anew, with one item of each scale that girls answer lower.</summary>
    private async Task<BatteryStep> PlantAsync()
    {
        BatteryStep interests = _engine.Batteries.For(10)!.Steps.First(step => step.Instrument.Id == "riasec");
        Random random = new(77);
        foreach (SessionRow row in await _engine.Store.QueryAsync<SessionRow>(Sessions, null, default))
        {
            var answers = PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes);
            string?[] values = [.. answers.Values];
            byte[] codes = PlantedCrowd.Codes(interests.Form, random, row.Sex == "female", Planted, 1.2);
            for (int item = 0; item < codes.Length; item++)
            {
                values[interests.FirstItem + item] = ValueOf(interests.Form.Items[item], values[interests.FirstItem + item], codes[item]);
            }

            await _engine.Writer.RunAsync(
                null,
                scope => scope.Execute(
                    "UPDATE finished_session SET answer_values = @values WHERE session_id = @id", new { id = row.Id, values = (answers with { Values = values }).ValuesJson() }),
                default);
        }

        return interests;
    }

    private static string ValueOf(Item item, string? before, byte code)
    {
        string value = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(string.IsNullOrEmpty(before) || before.Length == value.Length, $"{item.Id}: {before}");
        return value;
    }

    // By names, not by ids: ids are other ones in every run, and so would be what is drawn for whom.
    private const string Sessions = """
        SELECT x.id, t.sex, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes
        FROM finished_session f JOIN test_session x ON x.id = f.session_id JOIN seat t ON t.id = x.seat_id JOIN school_class c ON c.id = x.class_id
        JOIN campaign k ON k.id = c.campaign_id JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE c.grade >= 10 ORDER BY m.name, s.name, k.year, c.grade, c.letter, t.number
        """;

    private sealed record SessionRow
    {
        public required string Id { get; init; }

        public string? Sex { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }
    }
}
