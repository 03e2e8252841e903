using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Consent;

namespace Diagnostics.Tests.Reviews;

/// <summary>The texts for a parent and for a colleague: who reads which, until when, and what stands in the log.</summary>
public sealed class AddressedTests
{
    private static readonly ReviewTexts Said = new("Слова ученику", "Слова родителю", "Слова учителю", null);

    [Fact]
    public async Task Each_reader_has_their_own_text_and_a_new_version_takes_the_place_of_the_last()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await SignAsync(house, Said with { TeacherId = house.Teacher.Id });
        string key = await KeyAsync(house);
        ParentText parent = await OpenedAsync(house, key);
        Assert.Equal(("Слова родителю", house.Psychologist.Name), (parent.Text, parent.Signer));
        AddressedText teacher = (await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default))!;
        Assert.Equal(("Слова учителю", parent.Seal), (teacher.Text, teacher.Seal));
        Assert.Equal(parent.Seal, (await house.ResultAsync()).Conclusion!.Seal);
        AssertOnly("Слова родителю", JsonSerializer.Serialize(parent, ReviewHouse.Readable));
        AssertOnly("Слова учителю", JsonSerializer.Serialize(teacher, ReviewHouse.Readable));
        AssertOnly("Слова ученику", await house.StudentJsonAsync());
        Assert.DoesNotContain("Слова", JsonSerializer.Serialize(await ListAsync(house, house.Teacher), ReviewHouse.Readable), StringComparison.Ordinal);

        house.House.Manual.Advance(TimeSpan.FromHours(1));
        await SignAsync(house, Said with { Parent = "Слова родителю заново", Teacher = "Слова учителю заново", TeacherId = house.Teacher.Id });
        Assert.Equal("Слова родителю заново", (await OpenedAsync(house, key)).Text);
        Assert.Equal("Слова учителю заново", (await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default))!.Text);
        Assert.Single(await ListAsync(house, house.Teacher));

        // Who is to get nothing any more has nothing, and no older version comes back.
        await SignAsync(house, new ReviewTexts("Слова ученику", null, null, null));
        Assert.IsType<ParentTextOutcome.Closed>(await house.Engine.ParentTexts.OpenAsync(key, default));
        Assert.Empty(await ListAsync(house, house.Teacher));
        Assert.Null(await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default));
        Assert.Empty(await house.Engine.ParentTexts.GiveAsync(house.Room.Id, 0, "psychologist", default));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
    }

    [Fact]
    public async Task A_withdrawal_an_agreement_taken_back_and_an_erasure_close_all_three()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 3);
        string[] keys = new string[4];
        for (int seat = 1; seat <= 3; seat++)
        {
            await SignAsync(house, Said with { TeacherId = house.Teacher.Id }, seat);
            keys[seat] = await KeyAsync(house, seat);
        }

        Assert.Equal(3, (await ListAsync(house, house.Teacher)).Count);
        await house.Engine.Releases.WithdrawAsync(house.Room.Id, 1, WithdrawalReason.Mistake, "psychologist", default);
        await house.Engine.Consent.RecordAsync(house.Room.Id, [2], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default);
        string session = await house.House.TextAsync("SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE t.number = 3");
        await house.Engine.Privacy.EraseAsync(session, "keeper", default);
        Assert.IsType<ParentTextOutcome.Closed>(await house.Engine.ParentTexts.OpenAsync(keys[1], default));
        Assert.IsType<ParentTextOutcome.Closed>(await house.Engine.ParentTexts.OpenAsync(keys[2], default));
        Assert.IsType<ParentTextOutcome.Unknown>(await house.Engine.ParentTexts.OpenAsync(keys[3], default));
        Assert.Empty(await ListAsync(house, house.Teacher));
        for (int seat = 1; seat <= 3; seat++)
        {
            Assert.Null(await house.Engine.Addressed.OpenAsync(house.Room.Id, seat, house.Teacher.Id, default));
        }

        Assert.DoesNotContain("Слова", await house.StudentJsonAsync(), StringComparison.Ordinal);
        Assert.Empty(await house.Engine.ParentTexts.GiveAsync(house.Room.Id, 0, "psychologist", default));
    }

    [Fact]
    public async Task A_new_result_key_closes_the_parents_key_too_and_no_other_key_opens_the_text()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await SignAsync(house, Said with { Teacher = null });
        string key = await KeyAsync(house);
        Assert.Equal(key, await KeyAsync(house));
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        ParentSheet sheet = (await house.Engine.ParentSheets.PrintAsync(house.Room.Id, "keeper", default))!;
        foreach (string? other in new[] { house.Keys[1], sheet.Cards[0].Link, null, "", "ABCD-EFGH-JKMN-PQRS", key[..^1] })
        {
            Assert.IsType<ParentTextOutcome.Unknown>(await house.Engine.ParentTexts.OpenAsync(other, default));
        }

        await house.Engine.Releases.ReissueKeyAsync(house.Room.Id, 1, "psychologist", default);
        Assert.IsType<ParentTextOutcome.Unknown>(await house.Engine.ParentTexts.OpenAsync(key, default));
        string next = await KeyAsync(house);
        Assert.NotEqual(key, next);
        Assert.Equal("Слова родителю", (await OpenedAsync(house, next)).Text);
        Assert.IsType<ParentTextOutcome.Unknown>(await house.Engine.ParentTexts.OpenAsync(key, default));
        Assert.Equal(3, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'parentKeyGiven' AND object_kind = 'session'"));
    }

    [Fact]
    public async Task Only_the_account_it_is_addressed_to_reads_it_and_each_opening_is_written_down()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await SignAsync(house, Said with { TeacherId = house.Teacher.Id });
        OrgNode school = new(NodeKind.School, house.Room.SchoolId);
        Account colleague = await ReviewHouse.AddAsync(house.House, "colleague", "Коллега", StaffRole.Teacher, school);
        foreach (Account other in new[] { colleague, house.Psychologist })
        {
            Assert.Empty(await ListAsync(house, other));
            Assert.Null(await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, other.Id, default));
        }

        AddressedHead head = Assert.Single(await ListAsync(house, house.Teacher));
        Assert.Equal((house.Room.Id, "9А", 1, house.Psychologist.Name), (head.ClassId, head.ClassName, head.Seat, head.Signer));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'addressedRead'"));
        await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default);
        await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default);
        Assert.Equal(
            1, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'addressedRead' AND object_kind = 'session' AND actor = @Id", house.Teacher));
        string session = await house.House.TextAsync("SELECT session_id FROM review");
        Assert.Contains((await house.Engine.Privacy.ExportAsync(session, "keeper", default))!.Deeds, deed => deed.Act == "addressedRead");

        // At another school nothing of the one before is read.
        Account gone = house.Teacher with { Node = new OrgNode(NodeKind.School, (await house.House.ClassAsync()).SchoolId) };
        Assert.Empty(await ListAsync(house, gone));
    }

    [Fact]
    public async Task A_sector_that_was_hidden_is_not_named_by_a_profession_of_it_that_was_put_first()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        TierSector sector = (await house.ResultAsync()).Recommendation!.Tiers[0].Sectors[0];
        string code = sector.Professions[0];
        await house.SignedAsync(
            new ReviewChange(RecommendedKind.Sector, sector.Id, ReviewVerdict.Hidden, ReviewReason.StudentsWish, null),
            new ReviewChange(RecommendedKind.Profession, code, ReviewVerdict.Preferred, ReviewReason.Judgement, null));
        Recommendation shown = (await house.ResultAsync()).Recommendation!;
        Assert.Equal(("", ""), shown.Professions.Where(one => one.Code == code).Select(one => (one.Sector, one.SectorTitle)).Single());
        Assert.DoesNotContain($"\"{sector.Title}\"", await house.StudentJsonAsync(), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<AddressedHead>> ListAsync(ReviewHouse house, Account reader) => house.Engine.Addressed.ListAsync(reader, default);

    private static async Task SignAsync(ReviewHouse house, ReviewTexts texts, int seat = 1) =>
        await house.SignedAsync(ReviewHouse.OrderOf(await house.StateAsync(seat)) with { Texts = texts }, seat);

    private static async Task<string> KeyAsync(ReviewHouse house, int seat = 1) =>
        Assert.Single(await house.Engine.ParentTexts.GiveAsync(house.Room.Id, seat, "psychologist", default)).Key;

    private static async Task<ParentText> OpenedAsync(ReviewHouse house, string key) =>
        Assert.IsType<ParentTextOutcome.Opened>(await house.Engine.ParentTexts.OpenAsync(key, default)).Text;

    /// <summary>Of the three texts this one alone is told.</summary>
    private static void AssertOnly(string own, string json)
    {
        Assert.Contains(own, json, StringComparison.Ordinal);
        Assert.All(
            new[] { Said.Student, Said.Parent!, Said.Teacher! }.Where(text => text != own), other => Assert.DoesNotContain(other, json, StringComparison.Ordinal));
    }
}
