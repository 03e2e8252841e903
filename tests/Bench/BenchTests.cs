using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Bench;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Bench;

/// <summary>A draft from its beginning to a class that takes it, and everything that keeps it from there.</summary>
public sealed class BenchTests : IAsyncLifetime
{
    private TestHouse _house = null!;
    private string _region = null!;
    private string _other = null!;
    private string _school = null!;

    public async Task InitializeAsync()
    {
        _house = await TestHouse.OpenAsync();
        _region = (await _house.Engine.Organisation.AddRegionAsync("Край", default)).Id;
        _other = (await _house.Engine.Organisation.AddRegionAsync("Другой край", default)).Id;
        Municipality municipality = await _house.Engine.Organisation.AddMunicipalityAsync(_region, "Округ", default);
        _school = (await _house.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default)).Id;
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    private BenchDesk Bench => _house.Engine.Bench;

    private async Task<string> BeginAsync(DraftStart start) => (await Bench.BeginAsync(_region, start, "somebody", default))!;

    private async Task<DraftView> ReadAsync(string draft) => (await Bench.ReadAsync(_region, draft, default))!;

    private async Task<DraftView> WriteAsync(string draft, Action<JsonObject> change)
    {
        DraftView before = await ReadAsync(draft);
        JsonObject text = JsonNode.Parse(before.Text)!.AsObject();
        change(text);
        DraftWritten written = await Bench.WriteAsync(_region, draft, before.Revision, text.ToJsonString(), "somebody", default);
        Assert.Equal((DraftOutcome.Done, before.Revision + 1), (written.Outcome, written.Draft!.Revision));
        return written.Draft;
    }

    private async Task<PublishResult> PublishAsync(string draft, string reason = "Проба в одном классе") =>
        await _house.Engine.Publications.PublishAsync(_region, draft, new PublishOrder((await ReadAsync(draft)).Revision, [9], null, reason), "somebody", default);

    private static IEnumerable<string> Errors(DraftView draft) => draft.Findings.Where(one => one.Severity == LintSeverity.Error).Select(one => one.Rule);

    [Theory]
    [InlineData(DraftKind.Ratings)]
    [InlineData(DraftKind.Tasks)]
    [InlineData(DraftKind.Pairs)]
    public async Task What_a_draft_begins_with_has_no_fault(DraftKind kind)
    {
        DraftView draft = await ReadAsync(await BeginAsync(new DraftStart.Empty(kind)));
        Assert.DoesNotContain("fault", draft.Findings.Select(one => one.Rule));
    }

    [Fact]
    public async Task A_published_draft_is_taken_by_a_class_and_stays_through_a_restart()
    {
        string draft = await BeginAsync(new DraftStart.Empty(DraftKind.Ratings));
        await WriteAsync(draft, text => text["id"] = "circles");
        Assert.Equal(PublishOutcome.NeedsReason, (await PublishAsync(draft, "")).Outcome);
        Assert.Equal(PublishOutcome.Done, (await PublishAsync(draft)).Outcome);
        Assert.Null(await Bench.ReadAsync(_region, draft, default));
        PublishedHead head = Assert.Single(await _house.Engine.Publications.ListAsync(_region, default));
        Assert.Equal(("circles", "1.0.0", 2, 9, "Проба в одном классе"), (head.Instrument, head.Version, head.Items, Assert.Single(head.Grades), head.Reason));

        SchoolClass room = await _house.Engine.Organisation.AddClassAsync(_school, 9, "А", 2, 0, "circles", default);
        await Consent.ParentsOnPaper.AgreeAsync(_house.Engine, room.Id);
        Assert.True(await _house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        Pupil pupil = await _house.PupilAsync(room);
        await pupil.PutAsync(1, "4", "3");
        await _house.ReopenAsync();
        Assert.Equal(PutStatus.Ok, (await (pupil with { Epoch = (await pupil.HelloAsync(pupil.Epoch, 2)).Epoch }).FinishAsync(2)).Status);
        Assert.Contains("\"raw\":7", await _house.TextAsync("SELECT profile FROM profile"), StringComparison.Ordinal);
        Assert.Contains(_house.Engine.Batteries.Offered(9), step => step.Instrument.Id == "circles");
        Assert.Empty(Faults());
    }

    [Fact]
    public async Task A_published_version_is_never_written_again_and_the_next_begins_with_it()
    {
        string first = await BeginAsync(new DraftStart.Empty(DraftKind.Ratings));
        await WriteAsync(first, text => text["id"] = "circles");
        await PublishAsync(first);
        string second = await BeginAsync(new DraftStart.Copy("circles", "1.0.0"));
        Assert.Empty(Errors(await ReadAsync(second)));
        DraftView same = await WriteAsync(second, text => text["version"] = "1.0.0");
        Assert.Equal("draft-version", Assert.Single(Errors(same)));
        Assert.Equal(PublishOutcome.Refused, (await PublishAsync(second)).Outcome);
        await WriteAsync(second, text =>
        {
            text["version"] = "1.1.0";
            text["items"]![0]!["text"]!["ru"] = "Другое дело";
        });
        ImmutableArray<JsonChange> changes = (await Bench.CompareAsync(_region, second, "circles", "1.0.0", default))!.Value;
        Assert.Equal(["версия", "задание q1, текст, по-русски"], changes.Select(one => one.Place));
        Assert.Equal(PublishOutcome.Done, (await PublishAsync(second)).Outcome);
        Assert.Equal("1.1.0", _house.Engine.Instruments.Newest("circles")!.Version);
        Assert.NotNull(await _house.Engine.Publications.FileAsync(_region, "circles", "1.0.0", default));
    }

    [Fact]
    public async Task What_is_not_ones_own_is_copied_under_a_name_of_ones_own()
    {
        string draft = await BeginAsync(new DraftStart.Copy("riasec", "1.1.0"));
        DraftView view = await ReadAsync(draft);
        Assert.Equal(("own-riasec", "1.0.0"), ((string)JsonNode.Parse(view.Text)!["id"]!, (string)JsonNode.Parse(view.Text)!["version"]!));
        Assert.Empty(Errors(view));
        Assert.Equal("draft-id", Assert.Single(Errors(await WriteAsync(draft, text => text["id"] = "riasec"))));
        Assert.Null(await Bench.BeginAsync(_region, new DraftStart.Copy("riasec", "9.9.9"), "somebody", default));
    }

    [Fact]
    public async Task An_id_belongs_to_the_region_that_published_it()
    {
        string own = await BeginAsync(new DraftStart.Empty(DraftKind.Ratings));
        await WriteAsync(own, text => text["id"] = "circles");
        string foreign = (await Bench.BeginAsync(_other, new DraftStart.File((await ReadAsync(own)).Text), "somebody", default))!;
        await PublishAsync(own);
        Assert.Contains("draft-id", Errors((await Bench.ReadAsync(_other, foreign, default))!));
        PublishOrder order = new(1, [9], null, "Проба");
        Assert.Equal(PublishOutcome.Refused, (await _house.Engine.Publications.PublishAsync(_other, foreign, order, "somebody", default)).Outcome);
        Assert.Empty(await _house.Engine.Publications.ListAsync(_other, default));
    }

    [Fact]
    public async Task Nobody_reads_or_writes_another_regions_draft_or_over_a_colleagues_words()
    {
        string draft = await BeginAsync(new DraftStart.Empty(DraftKind.Tasks));
        DraftView view = await ReadAsync(draft);
        Assert.Null(await Bench.ReadAsync(_other, draft, default));
        Assert.Equal(DraftOutcome.Changed, (await Bench.WriteAsync(_other, draft, 1, view.Text, "somebody", default)).Outcome);
        Assert.False(await Bench.DropAsync(_other, draft, 1, "somebody", default));
        Assert.Null(await Bench.PackageAsync(_other, draft, null, default));
        await WriteAsync(draft, text => text["id"] = "tasks");
        Assert.Equal(DraftOutcome.Changed, (await Bench.WriteAsync(_region, draft, 1, view.Text, "colleague", default)).Outcome);
        Assert.False(await Bench.DropAsync(_region, draft, 1, "colleague", default));
        Assert.True(await Bench.DropAsync(_region, draft, 2, "colleague", default));
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act IN ('draftBegun', 'draftDropped')"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":")]
    public async Task What_is_no_object_is_no_draft(string text)
    {
        Assert.Null(await Bench.BeginAsync(_region, new DraftStart.File(text), "somebody", default));
        string draft = await BeginAsync(new DraftStart.File("{}"));
        Assert.Equal(DraftOutcome.Invalid, (await Bench.WriteAsync(_region, draft, 1, text, "somebody", default)).Outcome);
        Assert.Contains("fault", Errors(await ReadAsync(draft)));
        Assert.Equal(PublishOutcome.Refused, (await PublishAsync(draft)).Outcome);
    }

    [Fact]
    public async Task An_order_without_sense_publishes_nothing()
    {
        string draft = await BeginAsync(new DraftStart.Empty(DraftKind.Ratings));
        PublishOrder good = new(1, [9], null, "Проба");
        foreach (PublishOrder bad in new[] { good with { Grades = [] }, good with { Grades = [12] }, good with { Grades = [9, 9] }, good with { Seconds = 1 }, good with { Reason = new string('а', 1001) } })
        {
            Assert.Equal(PublishOutcome.Invalid, (await _house.Engine.Publications.PublishAsync(_region, draft, bad, "somebody", default)).Outcome);
        }

        Assert.Equal(PublishOutcome.Changed, (await _house.Engine.Publications.PublishAsync(_region, draft, good with { Revision = 2 }, "somebody", default)).Outcome);
    }

    [Fact]
    public async Task A_package_of_a_draft_holds_no_key_and_no_solution()
    {
        string draft = await BeginAsync(new DraftStart.Copy("aptitude-verbal", "1.1.0"));
        string json = System.Text.Encoding.UTF8.GetString((await Bench.PackageAsync(_region, draft, 240, default))!.Json.Span);
        Assert.Contains("шептать", json, StringComparison.Ordinal);
        Assert.DoesNotContain("points", json, StringComparison.Ordinal);
        Assert.DoesNotContain("произносить слова", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_publication_is_found_and_nothing_opens_on_it()
    {
        string draft = await BeginAsync(new DraftStart.Empty(DraftKind.Ratings));
        await WriteAsync(draft, text => text["id"] = "circles");
        await PublishAsync(draft);
        await _house.ExecuteAsync("UPDATE published_instrument SET hash = 'x'");
        Assert.Contains("circles 1.0.0 is damaged", Assert.Single(Faults()), StringComparison.Ordinal);
        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(_house.ReopenAsync);
        Assert.Contains("circles 1.0.0", fault.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Faults() => new StoreVerifier(Engine.Batteries.BatteryLibrary.LoadBuiltIn(Engine.Instruments.InstrumentLibrary.LoadBuiltIn()))
        .Verify(_house.Engine.Store.Dialect, _house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults.Select(fault => fault.Reason);
}
