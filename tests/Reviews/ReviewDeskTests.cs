using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Consent;

namespace Diagnostics.Tests.Reviews;

/// <summary>One student's decision: what is signed, what the student reads then, what stands beside, and what is refused.</summary>
public sealed class ReviewDeskTests
{
    [Fact]
    public async Task What_was_hidden_is_gone_with_every_mention_and_what_was_added_is_told_apart()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Recommendation computed = (await house.ResultAsync()).Recommendation!;
        ReviewState state = await house.StateAsync();
        ComputedItem hiddenProfession = state.Computed.First(item => item.Kind == RecommendedKind.Profession);
        ComputedItem hiddenSector = state.Computed.Last(item => item.Kind == RecommendedKind.Sector);
        // Of another sector than the hidden one, whose title it would go on telling.
        ComputedItem preferred = state.Computed.Where(item => item.Kind == RecommendedKind.Profession).ElementAt(1);
        ComputedItem hiddenWay = state.Computed.Last(item => item.Kind == RecommendedKind.Direction);
        var added = house.Engine.Atlases.Newest.Professions.First(one => state.Computed.All(item => item.Code != one.Code));
        ReviewOrder order = ReviewHouse.OrderOf(
            state,
            new ReviewChange(RecommendedKind.Profession, added.Code, ReviewVerdict.Added, ReviewReason.OwnExperience, "Ты ходишь в такой кружок"),
            new ReviewChange(RecommendedKind.Profession, hiddenProfession.Code, ReviewVerdict.Hidden, ReviewReason.StudentsWish, null),
            new ReviewChange(RecommendedKind.Profession, preferred.Code, ReviewVerdict.Preferred, ReviewReason.AgreedInTalk, null),
            new ReviewChange(RecommendedKind.Direction, hiddenWay.Code, ReviewVerdict.Hidden, ReviewReason.Reachable, null),
            new ReviewChange(RecommendedKind.Sector, hiddenSector.Code, ReviewVerdict.Hidden, ReviewReason.Judgement, null));
        SignOutcome.Done done = await house.SignedAsync(order);

        StudentResult shown = await house.ResultAsync();
        Assert.Equal((1L, "Тебе подходит работа руками.", "Психологова Вера", done.SignedAtMs, done.Hash[..12]),
            (shown.Conclusion!.Version, shown.Conclusion.Text, shown.Conclusion.Signer, shown.Conclusion.SignedAtMs, shown.Conclusion.Seal));
        Assert.Equal(
            [(added.Code, true, "ownExperience", "Ты ходишь в такой кружок"), (preferred.Code, false, "agreedInTalk", null)],
            shown.Conclusion.Chosen.Select(one => (one.Code, one.IsAdded, one.Reason, one.Words)));
        Recommendation list = shown.Recommendation!;
        Assert.DoesNotContain(list.Tiers.SelectMany(tier => tier.Sectors), sector => sector.Id == hiddenSector.Code);
        Assert.Empty(Assert.Single(list.Professions, one => one.Code == added.Code).Pulls);
        Assert.NotEmpty(Assert.Single(list.Professions, one => one.Code == preferred.Code).Pulls);
        Assert.All(list.Professions.SelectMany(one => one.Ways), code => Assert.Contains(list.Directions, one => one.Code == code));
        string json = await house.StudentJsonAsync();
        Assert.All(
            new[] { hiddenProfession.Code, hiddenProfession.Title, hiddenWay.Code, hiddenSector.Title },
            gone => Assert.DoesNotContain($"\"{gone}\"", json, StringComparison.Ordinal));
        Assert.Contains(added.Title, json, StringComparison.Ordinal);

        // What was computed stands beside as it was, with its trace.
        Recommendation beside = (await house.Engine.Reviews.ComputedAsync(house.Room.Id, 1, 1, house.Psychologist.Id, default))!;
        Assert.Equal(FrozenOf(computed with { Region = null }), FrozenOf(beside));
        SignedVersion version = Assert.Single((await house.StateAsync()).Versions);
        Assert.Equal([added.Code, preferred.Code], version.Choices.Take(2).Select(one => one.Code));
        Assert.Equal(state.Computed.Length + 1, version.Choices.Length);
        Assert.Equal((true, computed.ResultHash), (version.IsOfProtocol, version.Under.ResultHash));
    }

    [Fact]
    public async Task Each_text_is_its_own_readers_and_the_teachers_is_addressed_to_one_of_the_school_without_scores()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        ReviewTexts texts = new("Текст ученику", "Слова родителю", "Просьба учителю", house.Teacher.Id);
        await house.SignedAsync(order with { Texts = texts });
        string json = await house.StudentJsonAsync();
        Assert.Contains(texts.Student, json, StringComparison.Ordinal);
        Assert.All(
            new[] { texts.Parent!, texts.Teacher!, house.Teacher.Id, house.Teacher.Name, "agreedInTalk", "hidden" },
            other => Assert.DoesNotContain(other, json, StringComparison.Ordinal));
        SignedVersion version = Assert.Single((await house.StateAsync()).Versions);
        Assert.Equal((texts, house.Teacher.Name), (version.Texts, version.TeacherName));

        ReviewOrder next = ReviewHouse.OrderOf(await house.StateAsync());
        Account stranger = await ReviewHouse.AddAsync(house.House, "stranger", "Чужой", StaffRole.Teacher, new OrgNode(NodeKind.School, (await house.House.ClassAsync()).SchoolId));
        await house.RefusedAsync(SignRefusal.Teacher, next with { Texts = texts with { TeacherId = stranger.Id } });
        await house.Engine.Accounts.SetDisabledAsync(house.Teacher.Id, true, "test", default);
        await house.RefusedAsync(SignRefusal.Teacher, next with { Texts = texts });
        Assert.DoesNotContain(await house.Engine.Reviews.ColleaguesAsync(house.Room.Id, default), one => one.Id == house.Teacher.Id);
        foreach (ReviewTexts faulty in new[]
        {
            texts with { Student = " " }, texts with { Student = new string('а', ReviewTexts.Longest + 1) }, texts with { Parent = "" },
            texts with { Teacher = "У него 34 балла" }, texts with { Teacher = "Выше на треть %" }, texts with { Teacher = null }, texts with { TeacherId = null },
            texts with { Student = "слово\u202eоволс" }, texts with { Parent = "строка\u2028строка" },
        })
        {
            await house.RefusedAsync(SignRefusal.Texts, next with { Texts = faulty });
        }

        Assert.Single((await house.StateAsync()).Versions);
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_last_and_the_chain_holds_both()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        SignOutcome.Done first = await house.SignedAsync();
        house.House.Manual.Advance(TimeSpan.FromHours(1));
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        SignOutcome.Done second = await house.SignedAsync(order with { Texts = order.Texts with { Student = "Другие слова." } });
        Assert.Equal((2L, "Другие слова."), (second.Version, (await house.ResultAsync()).Conclusion!.Text));
        ReviewState state = await house.StateAsync();
        Assert.Equal([first.Hash, second.Hash], state.Versions.Select(one => one.Hash));
        Assert.Equal([WithdrawalReason.Replaced, null], state.Versions.Select(one => one.Release.Reason));
        Assert.Equal(2, house.Verify().Reviews);
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        Assert.Equal(
            [AuditAct.ResultReleased, AuditAct.ReleaseWithdrawn, AuditAct.ReviewSigned],
            (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Select(line => line.Act).Where(act => act != AuditAct.ProfileRead).Take(3));
        await house.RefusedAsync(SignRefusal.VersionSigned, order);

        // Nothing of either can be changed, taken out or put elsewhere unseen.
        foreach (string change in new[]
        {
            "UPDATE review SET student_text = 'Иначе.' WHERE version = 1", "UPDATE review SET signer_name = 'Другая' WHERE version = 2",
            "UPDATE review SET choices = '[]' WHERE version = 2", "UPDATE review SET signed_at = signed_at + 1 WHERE version = 1",
            "UPDATE review SET computed = NULL WHERE version = 1", "UPDATE review SET parent_text = 'Слова' WHERE version = 2",
            "UPDATE review SET previous = '' WHERE version = 2", "DELETE FROM review WHERE version = 1", "DELETE FROM review WHERE version = 2",
            "UPDATE result_release SET review = 1 WHERE review = 2", "UPDATE result_release SET review = NULL WHERE review = 2",
        })
        {
            await house.House.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM review");
            await house.House.ExecuteAsync("CREATE TABLE released AS SELECT * FROM result_release");
            await house.House.ExecuteAsync(change);
            Assert.False(house.Verify().IsSound, change);
            foreach (string back in new[]
            {
                "DELETE FROM review", "DELETE FROM result_release", "INSERT INTO review SELECT * FROM kept", "INSERT INTO result_release SELECT * FROM released",
                "DROP TABLE kept", "DROP TABLE released",
            })
            {
                await house.House.ExecuteAsync(back);
            }
        }

        Assert.True(house.Verify().IsSound);
    }

    [Fact]
    public async Task A_protocol_that_changed_meanwhile_is_not_signed_and_what_was_signed_says_it_is_of_another()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await house.SignedAsync();
        string shown = await house.StudentJsonAsync();
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        await house.House.ExecuteAsync("UPDATE profile SET profile = REPLACE(profile, '\"ruleVersion\":\"', '\"ruleVersion\":\"9')");
        await house.RefusedAsync(SignRefusal.ProtocolChanged, order);
        ReviewState state = await house.StateAsync();
        Assert.False(Assert.Single(state.Versions).IsOfProtocol);
        Assert.NotEqual(state.Under.ProfileRule, state.Versions[0].Under.ProfileRule);
        Assert.Equal(shown, await house.StudentJsonAsync());
        await house.SignedAsync(ReviewHouse.OrderOf(state));
        await house.House.ExecuteAsync("UPDATE finished_session SET section_times = '[]'");
        Assert.All((await house.StateAsync()).Versions, version => Assert.False(version.IsOfProtocol));
    }

    [Fact]
    public async Task Of_two_who_sign_at_once_one_is_told_that_somebody_has_signed()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        SignOutcome[] outcomes = await Task.WhenAll(house.SignAsync(order), house.SignAsync(order));
        Assert.Single(outcomes.OfType<SignOutcome.Done>());
        Assert.Equal(SignRefusal.VersionSigned, Assert.Single(outcomes.OfType<SignOutcome.Refused>()).Why);
        Assert.Equal(1, await house.House.CountAsync("SELECT COUNT(*) FROM result_release"));
    }

    [Fact]
    public async Task A_withdrawn_decision_shows_nothing_and_is_released_by_signing_anew_and_by_nothing_else()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 2);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(house.Room.Id, 1, "psychologist", default));
        await house.SignedAsync();
        Assert.True(await house.Engine.Releases.WithdrawAsync(house.Room.Id, 1, WithdrawalReason.Asked, "psychologist", default));
        StudentResult preliminary = await house.ResultAsync();
        Assert.Equal((null, null), (preliminary.ReleasedAtMs, preliminary.Conclusion));
        Assert.Equal(WithdrawalReason.Asked, Assert.Single((await house.StateAsync()).Versions).Release.Reason);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(house.Room.Id, 0, "psychologist", default));
        Assert.Equal(0, await house.Engine.Releases.ReleaseAsync(house.Room.Id, 1, "psychologist", default));
        Assert.Null((await house.ResultAsync()).ReleasedAtMs);
        Assert.NotNull((await house.ResultAsync(2)).ReleasedAtMs);
        Assert.Null((await house.ResultAsync(2)).Conclusion);
        await house.SignedAsync();
        Assert.Equal(2, (await house.ResultAsync()).Conclusion!.Version);
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        await house.House.ReopenAsync();
        Assert.Equal(2, (await house.ResultAsync()).Conclusion!.Version);
    }

    [Fact]
    public async Task Changes_that_make_no_sense_are_refused_whole()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(grade: 10);
        ReviewState state = await house.StateAsync();
        string known = state.Computed.First(item => item.Kind == RecommendedKind.Profession).Code;
        string[] others = [.. house.Engine.Atlases.Newest.Professions.Select(one => one.Code).Where(code => state.Computed.All(item => item.Code != code))];
        string profile = house.Engine.Atlases.Newest.Profiles[0].Id;
        ReviewChange[][] senseless =
        [
            [Change(known, ReviewVerdict.Added)],
            [Change(others[0], ReviewVerdict.Hidden)],
            [Change(others[0], ReviewVerdict.Preferred)],
            [Change("nothing", ReviewVerdict.Added)],
            [Change(known, ReviewVerdict.Accepted)],
            [Change(known, ReviewVerdict.Hidden), Change(known, ReviewVerdict.Preferred)],
            [Change(known, ReviewVerdict.Hidden) with { Words = "слова" }],
            [Change(known, ReviewVerdict.Preferred) with { Words = new string('а', ReviewChange.LongestWords + 1) }],
            [Change(profile, ReviewVerdict.Added) with { Kind = RecommendedKind.Profile }],
            [.. others.Take(13).Select(code => Change(code, ReviewVerdict.Added))],
            [.. state.Computed.Select(item => Change(item.Code, ReviewVerdict.Hidden) with { Kind = item.Kind })],
        ];
        foreach (ReviewChange[] changes in senseless)
        {
            await house.RefusedAsync(SignRefusal.Changes, ReviewHouse.OrderOf(state, changes));
        }

        await house.SignedAsync(ReviewHouse.OrderOf(state, [.. others.Take(12).Select(code => Change(code, ReviewVerdict.Added))]));

        static ReviewChange Change(string code, ReviewVerdict verdict) => new(RecommendedKind.Profession, code, verdict, ReviewReason.Judgement, null);
    }

    [Fact]
    public async Task Nothing_is_read_or_signed_where_nothing_is_finished_or_somebody_withdrew_and_reading_is_written_down()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        await house.StateAsync();
        Assert.Equal(1, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'profileRead' AND object_kind = 'session' AND actor = @Id", house.Psychologist));
        Assert.Null(await house.Engine.Reviews.ReadAsync(house.Room.Id, 2, house.Psychologist.Id, default));
        await house.RefusedAsync(SignRefusal.Nothing, order, seat: 2);
        await house.SignedAsync(order);
        await house.Engine.Consent.RecordAsync(house.Room.Id, [1], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default);
        Assert.Null(await house.Engine.Reviews.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default));
        Assert.Null(await house.Engine.Reviews.ComputedAsync(house.Room.Id, 1, 1, house.Psychologist.Id, default));
        await house.RefusedAsync(SignRefusal.Nothing, order);
    }

    private static string FrozenOf(Recommendation one) => System.Text.Json.JsonSerializer.Serialize(one);
}
