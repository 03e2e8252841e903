using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>Drafts of decisions: whose writing wins, what ends one, and what of one is lost when.</summary>
public sealed class DraftDeskTests
{
    [Fact]
    public async Task A_draft_is_kept_by_revision_and_what_a_colleague_wrote_is_not_overwritten()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewState state = await house.StateAsync();
        Assert.Null(state.Draft);
        Assert.True(await house.DraftAsync(state, 1));
        Assert.False(await house.DraftAsync(state, 1));
        Assert.True(await house.DraftAsync(state, 2, words: "YW5kZXJz"));
        Assert.False(await house.DraftAsync(state, 2));
        ReviewDraft draft = (await house.StateAsync()).Draft!;
        Assert.Equal((1L, 1L, 2L, state.Protocol, "YW5kZXJz", "Психологова Вера"), (draft.Version, draft.Generation, draft.Revision, draft.Protocol, draft.Sealed, draft.By));

        // One entry while somebody types, not one for each revision.
        Assert.Equal(1, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'draftWritten' AND object_kind = 'session'"));
        house.House.Manual.Advance(OpeningLog.Again);
        Assert.True(await house.DraftAsync(state, 3));
        Assert.Equal(2, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'draftWritten'"));
    }

    [Fact]
    public async Task Signing_ends_the_draft_it_was_made_of_and_no_other()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewState state = await house.StateAsync();
        Assert.True(await house.DraftAsync(state, 1));
        await house.RefusedAsync(SignRefusal.DraftChanged, ReviewHouse.OrderOf(state));
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        Assert.True(await house.DraftAsync(state, 2));
        await house.RefusedAsync(SignRefusal.DraftChanged, order);
        await house.SignedAsync(order with { Draft = 2 });
        ReviewState signed = await house.StateAsync();
        Assert.Null(signed.Draft);
        Assert.False(await house.DraftAsync(state, 1));
        Assert.True(await house.DraftAsync(signed, 1));
        Assert.Equal(2, (await house.StateAsync()).Draft!.Version);
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        await house.House.ExecuteAsync("UPDATE review_draft SET version = 1");
        Assert.False(house.Verify().IsSound);
    }

    [Fact]
    public async Task A_draft_of_a_protocol_that_changed_is_kept_and_cannot_be_signed()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewState state = await house.StateAsync();
        Assert.True(await house.DraftAsync(state, 1));
        await house.House.ExecuteAsync("UPDATE finished_session SET section_times = '[]'");
        Assert.True(await house.DraftAsync(state, 2));
        ReviewState now = await house.StateAsync();
        Assert.NotEqual(now.Protocol, now.Draft!.Protocol);
        await house.RefusedAsync(SignRefusal.ProtocolChanged, ReviewHouse.OrderOf(state) with { Draft = 2 });
        await house.SignedAsync(ReviewHouse.OrderOf(now));
    }

    [Fact]
    public async Task Only_whoever_holds_the_key_keeps_one_and_only_of_a_finished_session_in_the_bounds_of_ciphertext()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ReviewState state = await house.StateAsync();
        Assert.False(await house.DraftAsync(state, 1, by: house.Teacher.Id));
        Assert.False(await house.DraftAsync(state, 1, seat: 2));
        Assert.False(await house.DraftAsync(state with { Key = state.Key with { Generation = 2 } }, 1));
        await Assert.ThrowsAsync<ArgumentException>(() => house.DraftAsync(state, 1, words: "слова"));
        await Assert.ThrowsAsync<ArgumentException>(() => house.DraftAsync(state, 1, words: new string('a', 40_001)));
        await Assert.ThrowsAsync<ArgumentException>(() => house.DraftAsync(state with { Protocol = "nothing" }, 1));
        ReviewState colleague = (await house.Engine.Reviews.ReadAsync(house.Room.Id, 1, house.Teacher.Id, default))!;
        Assert.Equal((null, 0), (colleague.Key.Wrapped, colleague.Key.Past.Count));
    }

    [Fact]
    public async Task It_goes_with_its_session_and_with_a_key_that_is_lost()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 2);
        Assert.True(await house.DraftAsync(await house.StateAsync(1), 1, 1));
        Assert.True(await house.DraftAsync(await house.StateAsync(2), 1, 2));
        await house.SignedAsync(ReviewHouse.OrderOf(await house.StateAsync(1)));
        Assert.True(await house.DraftAsync(await house.StateAsync(1), 1, 1));
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        Assert.Equal((1, 0), (await CountAsync(house.House, "review_draft"), await CountAsync(house.House, "review")));
        Assert.True(await house.Engine.Names.ChangeKeyAsync(house.Room.SchoolId, new KeyChange(1, "a", [], [], DropLists: true), "keeper", default));
        Assert.Equal(0, await CountAsync(house.House, "review_draft"));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
    }

    private static Task<long> CountAsync(TestHouse house, string table) => house.CountAsync($"SELECT COUNT(*) FROM {table}");
}
