using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Monitoring;

namespace Diagnostics.Tests.Storage;

/// <summary>Readings of a region and frozen norms, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_region_is_read_when_its_lessons_are_over_and_its_norms_are_frozen_once()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, Pupil pupil, string region) = await FinishedAsync(house);
        DiagnosticsEngine engine = house.Engine;
        Assert.Empty(await engine.Readings.DueAsync(default));
        house.Manual.Advance(TimeSpan.FromHours(2));
        Assert.Equal([region], await engine.Readings.DueAsync(default));
        Assert.True(engine.Readings.Ask(region, "tester"));
        Assert.False(engine.Readings.Ask(region, "tester"));
        Assert.Equal(0, engine.Readings.ProgressOf(region).Share);
        await engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
        Assert.Equal(new ReadingProgress(null, HasFailed: false), engine.Readings.ProgressOf(region));
        Assert.Empty(await engine.Readings.DueAsync(default));
        FigureHead head = await engine.Figures.HeadAsync(region, engine.Readings.ProgressOf(region), default);
        Assert.Equal((1, 1, false, 0), (head.Reading!.Sessions, head.Reading.Counted, head.Reading.IsSimulated, head.Reading.Waiting));

        BatteryStep step = NormCrowd.Interests(engine, room.Grade);
        FormKey key = NormCrowd.KeyOf(step);
        Assert.Equal(FreezeRefusal.TooFew, Refusal(await engine.NormVersions.FreezeAsync(region, key, head.Reading.Hash, "tester", default)));
        string hash = await NormCrowd.KeepAsync(engine, region, NormCrowd.Reading(step, false, (8, "female", "Округ", 200), (8, "male", "Округ", 180)));
        Assert.Equal(FreezeRefusal.Changed, Refusal(await engine.NormVersions.FreezeAsync(region, key, head.Reading.Hash, "tester", default)));
        Assert.Equal(FreezeRefusal.NoReading, Refusal(await engine.NormVersions.FreezeAsync(region, key with { Form = "other" }, hash, "tester", default)));
        var first = (FreezeOutcome.Done)await engine.NormVersions.FreezeAsync(region, key, hash, "tester", default);
        var second = (FreezeOutcome.Done)await engine.NormVersions.FreezeAsync(region, key, hash, "tester", default);
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal([2, 1], (await engine.NormVersions.ListAsync(region, default)).Select(one => one.Number));
        Assert.True((await engine.NormVersions.OpenAsync(region, first.Id, default))!.Holds);
        Assert.Null(await engine.NormVersions.OpenAsync("elsewhere", first.Id, default));
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'normsFrozen'"));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == StoreFaultKind.Norms);
        Assert.True(pupil.Epoch > 0);
    }

    [StoreFact]
    public async Task A_region_is_read_again_when_anything_it_is_made_of_has_changed()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, Pupil pupil, string region) = await FinishedAsync(house);
        ReadingDesk readings = house.Engine.Readings;
        house.Manual.Advance(TimeSpan.FromHours(2));
        var which = new { pupil.SessionId, ClassId = room.Id };
        string[] changes =
        [
            "INSERT INTO parent_form (session_id, version, form, answered_at, changes, answers) VALUES (@SessionId, '1.0.0', 'full', 5, 1, '[]')",
            "UPDATE parent_form SET answered_at = 6 WHERE session_id = @SessionId",
            "DELETE FROM parent_form WHERE session_id = @SessionId",
            "INSERT INTO time_grant (class_id, number, given_at, given_ms, outage) VALUES (@ClassId, 1, 5, 60000, 0)",
            "INSERT INTO irregularity (class_id, number, kind, noted_at) VALUES (@ClassId, 1, 'noise', 5)",
            "UPDATE irregularity SET withdrawn_at = 6 WHERE class_id = @ClassId",
        ];
        List<string> marks = [await MarkAsync(house, region)];
        foreach (string change in changes)
        {
            await house.ExecuteAsync(change, which);
            marks.Add(await MarkAsync(house, region));
        }

        // The parents' answers are gone again: as at first.
        Assert.Equal(marks[0], marks[3]);
        Assert.Equal(changes.Length, marks.Distinct().Count());
        Assert.Equal([region], await readings.DueAsync(default));
        await readings.RunAsync(new AskedReading(region, "tester"), default);
        Assert.Empty(await readings.DueAsync(default));

        // Reasons of other rules: nothing is due while they are being made, and what nobody can make holds up nothing.
        await house.ExecuteAsync("UPDATE review_need SET rule_version = 'of before' WHERE session_id = @SessionId", which);
        Assert.Empty(await readings.DueAsync(default));
        Assert.Equal([region], await readings.DueAsync(default));
        await readings.RunAsync(new AskedReading(region, "tester"), default);
        KeptReading reading = (await house.Engine.Figures.HeadAsync(region, ReadingProgress.None, default)).Reading!;
        Assert.Equal((1, 0, 1), (reading.Sessions, reading.Counted, reading.Waiting));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == StoreFaultKind.Norms);
    }

    [StoreFact]
    public async Task A_psychologist_is_told_that_norms_could_not_be_proven()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, _, string region) = await FinishedAsync(house);
        BatteryStep step = NormCrowd.Interests(house.Engine, room.Grade);
        string hash = await NormCrowd.KeepAsync(house.Engine, region, NormCrowd.Reading(step, false, (8, "female", "Округ", 320)));
        Assert.False((await house.Engine.Protocols.ReadAsync(room.Id, 1, "tester", default))!.AreNormsUnproven);
        Assert.IsType<FreezeOutcome.Done>(await house.Engine.NormVersions.FreezeAsync(region, NormCrowd.KeyOf(step), hash, "tester", default));
        await house.ExecuteAsync("UPDATE norm_version SET signing_key = @key", new { key = "lost" });
        ProtocolView view = (await house.Engine.Protocols.ReadAsync(room.Id, 1, "tester", default))!;
        Assert.Empty(view.Norms);
        Assert.True(view.AreNormsUnproven);
    }

    [StoreFact]
    public async Task A_release_keeps_the_norms_that_stood_and_a_changed_version_is_found()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, Pupil pupil, string region) = await FinishedAsync(house);
        BatteryStep step = NormCrowd.Interests(house.Engine, room.Grade);
        string hash = await NormCrowd.KeepAsync(house.Engine, region, NormCrowd.Reading(step, false, (8, "female", "Округ", 320), (8, "male", "Округ", 20)));
        var first = (FreezeOutcome.Done)await house.Engine.NormVersions.FreezeAsync(region, NormCrowd.KeyOf(step), hash, "tester", default);
        Assert.Equal(first.Id, Assert.Single(await SeenAsync(house, room)).Id);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 1, "tester", default));
        var second = (FreezeOutcome.Done)await house.Engine.NormVersions.FreezeAsync(region, NormCrowd.KeyOf(step), hash, "tester", default);
        Assert.Equal(first.Id, Assert.Single(await SeenAsync(house, room)).Id);
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, Engine.Results.WithdrawalReason.Mistake, "tester", default));
        Assert.Equal(second.Id, Assert.Single(await SeenAsync(house, room)).Id);
        Assert.Empty(VerifyNorms(house));

        await house.ExecuteAsync("UPDATE norm_version SET simulated = 1 WHERE id = @Id", new { second.Id });
        Assert.Equal(StoreFaultKind.Norms, Assert.Single(VerifyNorms(house)).Kind);
        Assert.False((await house.Engine.NormVersions.OpenAsync(region, second.Id, default))!.Holds);
        // Norms of simulated students are nobody's, and the one before stands again.
        Assert.Equal(first.Id, Assert.Single(await SeenAsync(house, room)).Id);
        Assert.NotNull(pupil.SessionId);
    }

    private static async Task<(SchoolClass Room, Pupil Pupil, string Region)> FinishedAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
        await pupil.FinishAsync(49);
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, room.SchoolId), default))!;
        return (room, pupil, path.RegionId!);
    }

    private static async Task<string> MarkAsync(TestHouse house, string region) =>
        (await ReadingMark.OfAsync(house.Engine.Store, (await RegionCampaign.FindAsync(house.Engine.Store, region, default))!, "1", default)).Text;

    private static FreezeRefusal Refusal(FreezeOutcome outcome) => ((FreezeOutcome.Refused)outcome).Why;

    private static async Task<IReadOnlyList<SeenNorms>> SeenAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.Protocols.ReadAsync(room.Id, 1, "tester", default))!.Norms;

    private static IReadOnlyList<StoreFault> VerifyNorms(TestHouse house) =>
        new StoreVerifier(house.Engine.Batteries).Verify(house.Engine.Store.Dialect, auditKey: null, new Progress<double>(), default).Faults;
}
