using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Keeping;

/// <summary>What a restore of an older backup must not undo, done by the desks and then looked for in the restored store.</summary>
public sealed class LastingDeedTests
{
    [Fact]
    public async Task A_withdrawal_and_a_refusal_outlive_a_restore()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (_, string key) = await FinishAsync(house, room);
        string backup = Backup(house);
        house.Manual.Advance(TimeSpan.FromDays(1));
        long then = house.Manual.NowMs;
        Assert.Equal(2, await house.Engine.Consent.RecordAsync(room.Id, [1, 2], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default));
        EnterOutcome.Entered second = await house.EnterAsync(room, 2, "device2");
        Assert.Equal(StudentDecided.Recorded, await house.Engine.Entrance.DecideAsync(second.SessionId, new StudentDecision(false, TestHouse.Shown, null), default));
        await RestoreAsync(house, backup);
        Assert.True(await house.Engine.Results.IsWithdrawnAsync(key, default));
        ConsentRoom seen = (await house.Engine.Consent.RoomAsync(room.Id, default))!;
        Assert.Equal((ConsentDecision.Withdrawn, ConsentDecision.Withdrawn), (seen.Seats[0].Parent, seen.Seats[1].Parent));
        Assert.Equal((ConsentDecision.Refused, then), (seen.Seats[1].Student, seen.Seats[0].History[^1].AtMs));
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        await SoundAsync(house);
    }

    [Fact]
    public async Task A_decision_that_came_after_a_withdrawal_stands_at_every_later_start()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (_, string key) = await FinishAsync(house, room);
        foreach (bool agrees in new[] { false, true })
        {
            Assert.Equal(1, await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, agrees, ParentsOnPaper.Keeper, default));
        }

        house.Manual.Advance(TimeSpan.FromMinutes(1));
        long entries = await house.CountAsync("SELECT COUNT(*) FROM consent_entry");
        await house.ReopenAsync();
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));
        Assert.Equal(entries, await house.CountAsync("SELECT COUNT(*) FROM consent_entry"));
    }

    [Fact]
    public async Task Old_codes_keys_and_links_stay_closed_and_the_new_ones_open()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (_, string oldKey) = await FinishAsync(house, room);
        string oldLink = await LinkAsync(house, room);
        string oldCode = await house.CodeAsync(room);
        string oldPin = await PinAsync(house, room);
        string backup = Backup(house);
        string newKey = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "keeper", default))!;
        for (int twice = 0; twice < 2; twice++)
        {
            Assert.True(await house.Engine.Cards.ReissueAsync(room.Id, 1, default));
        }

        Assert.True(await house.Engine.ParentSheets.ReissueAsync(room.Id, 1, "keeper", default));
        Assert.True(await house.Engine.Cards.RenewPinAsync(room.Id, default));
        (string newCode, string newLink, string newPin) = (await house.CodeAsync(room), await LinkAsync(house, room), await PinAsync(house, room));
        await RestoreAsync(house, backup);
        Assert.Null(await house.Engine.Results.OpenAsync(oldKey, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(newKey, default));
        Assert.Null(await house.Engine.Privacy.FindAsync(oldCode, default));
        Assert.Equal(1, (await house.Engine.Privacy.FindAsync(newCode, default))!.Seat);
        Assert.Null(await house.Engine.Parents.LookAsync(oldLink, default));
        Assert.NotNull(await house.Engine.Parents.LookAsync(newLink, default));
        Assert.Null(await house.Engine.Board.MatchPinAsync(room.Id, oldPin, default));
        Assert.NotNull(await house.Engine.Board.MatchPinAsync(room.Id, newPin, default));
        await SoundAsync(house);
    }

    [Fact]
    public async Task A_key_given_out_for_a_session_that_is_unfinished_again_opens_its_finish_and_is_told_to_no_device()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2", "3");
        string backup = Backup(house);
        string oldKey = (await pupil.FinishAsync(3)).ResultKey!;
        string newKey = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "keeper", default))!;
        await RestoreAsync(house, backup);
        for (int twice = 0; twice < 2; twice++)
        {
            FinishReply finish = await pupil.FinishAsync(3);
            Assert.Equal((PutStatus.Ok, SessionState.Finished, null), (finish.Status, finish.State, finish.ResultKey));
        }

        Assert.NotNull(await house.Engine.Results.OpenAsync(newKey, default));
        Assert.Null(await house.Engine.Results.OpenAsync(oldKey, default));
    }

    [Fact]
    public async Task A_closed_account_stays_closed_and_an_old_password_and_factor_stay_worthless()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Account leaver = await AccountAsync(house, "leaver");
        Account changer = await AccountAsync(house, "changer");
        Account other = await AccountAsync(house, "other");
        await house.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", changer, SignInStage.Complete), Totp.NewKey(), 1, default);
        string backup = Backup(house);
        house.Manual.Advance(TimeSpan.FromDays(1));
        Assert.True(await house.Engine.Accounts.SetDisabledAsync(leaver.Id, true, "keeper", default));
        await house.Engine.Accounts.SetPasswordAsync(changer.Id, "new", "", changer.Id, default);
        await RestoreAsync(house, backup);
        Assert.True((await house.Engine.Accounts.FindAsync("leaver", default))!.Account.Disabled);
        Credentials changed = (await house.Engine.Accounts.FindAsync("changer", default))!;
        Assert.Equal(("", false), (changed.PasswordHash, changed.Account.HasSecondFactor));
        Assert.Equal(("old", false), ((await house.Engine.Accounts.FindAsync("other", default))!.PasswordHash, other.Disabled));
        string reset = (await house.Engine.Invitations.OfferResetAsync(changed.Account, "keeper", default))!;
        Assert.NotNull(await house.Engine.Invitations.AcceptAsync(reset, "", "", "newest", default));
        Assert.True(await house.Engine.Accounts.SetDisabledAsync(leaver.Id, false, "keeper", default));
        await house.ReopenAsync();
        Assert.False((await house.Engine.Accounts.FindAsync("leaver", default))!.Account.Disabled);
        Assert.Equal("newest", (await house.Engine.Accounts.FindAsync("changer", default))!.PasswordHash);
    }

    [Fact]
    public async Task A_deed_that_did_nothing_is_not_listed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Account keeper = await AccountAsync(house, "keeper");
        Assert.False(await house.Engine.Accounts.RemoveSecondFactorAsync(keeper.Id, "test", default));
        Assert.False(await house.Engine.Accounts.SetDisabledAsync(keeper.Id, false, "test", default));
        await house.ReopenAsync();
        Assert.Equal("old", (await house.Engine.Accounts.FindAsync("keeper", default))!.PasswordHash);
        Assert.Empty(Listed(house).Deeds);
    }

    [Fact]
    public async Task A_withdrawn_release_stays_withdrawn_and_one_made_after_it_stands()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await FinishAsync(house, room);
        string unreleased = Backup(house, "unreleased.zip");
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default));
        string backup = Backup(house);
        house.Manual.Advance(TimeSpan.FromDays(1));
        long then = house.Manual.NowMs;
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Mistake, "psychologist", default));
        await RestoreAsync(house, backup);
        Assert.Equal(1, await house.CountAsync(
            $"SELECT COUNT(*) FROM result_release WHERE withdrawn_at = {then} AND withdrawn_by = 'psychologist' AND reason = 'mistake'"));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM result_release WHERE withdrawn_at IS NULL"));
        await SoundAsync(house);

        // A store from before the release counts its releases anew: its first one is not the one that was withdrawn.
        await RestoreAsync(house, unreleased);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default));
        await house.ReopenAsync();
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM result_release WHERE withdrawn_at IS NULL"));
    }

    [Fact]
    public async Task A_used_or_withdrawn_invitation_and_a_used_recovery_code_open_nothing_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Account holder = await AccountAsync(house, "holder");
        var codes = await house.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", holder, SignInStage.Complete), Totp.NewKey(), 1, default);
        string[] links = new string[3];
        for (int link = 0; link < links.Length; link++)
        {
            links[link] = (await house.Engine.Invitations.InviteAsync(StaffRole.Operator, OrgNode.Server, holder.Id, default))!;
        }

        string backup = Backup(house);
        house.Manual.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await house.Engine.Invitations.AcceptAsync(links[0], "newcomer", "Петрова А. П.", "hash", default));
        Assert.True(await house.Engine.Invitations.WithdrawAsync((await house.Engine.Invitations.FindAsync(links[1], default))!, holder.Id, default));
        Assert.True(await house.Engine.Accounts.TryUseRecoveryCodeAsync(holder.Id, codes[0], default));
        string told = await File.ReadAllTextAsync(Path.Combine(house.Folder, LastingDeeds.FileName));
        Assert.DoesNotContain(Sha256Hex.Of(codes[0]), told, StringComparison.Ordinal);
        await RestoreAsync(house, backup);
        Assert.Null(await house.Engine.Invitations.FindAsync(links[0], default));
        Assert.Null(await house.Engine.Invitations.FindAsync(links[1], default));
        Assert.NotNull(await house.Engine.Invitations.FindAsync(links[2], default));
        Assert.False(await house.Engine.Accounts.TryUseRecoveryCodeAsync(holder.Id, codes[0], default));
        Assert.True(await house.Engine.Accounts.TryUseRecoveryCodeAsync(holder.Id, codes[1], default));
        await SoundAsync(house);
    }

    [Fact]
    public async Task A_request_for_deletion_comes_back_and_one_that_was_recalled_does_not()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        string backup = Backup(house);
        Assert.True(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Deletion, default));
        await RestoreAsync(house, backup);
        Assert.Single((await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Requests);
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await house.Engine.Parents.RecallAsync(link, ParentRequestKind.Deletion, default));
        await RestoreAsync(house, backup);
        Assert.Empty((await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Requests);
    }

    [Fact]
    public async Task What_the_older_store_does_not_have_is_skipped_and_a_line_cut_off_spoils_no_other()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string backup = Backup(house);
        SchoolClass room = await house.ClassAsync();
        Assert.True(await house.Engine.Cards.ReissueAsync(room.Id, 1, default));
        string list = Path.Combine(house.Folder, LastingDeeds.FileName);
        await File.AppendAllTextAsync(list, "closed half");
        Assert.True(await house.Engine.Cards.ReissueAsync(room.Id, 2, default));
        (IReadOnlyList<LastingDeed> deeds, int unread) = Listed(house);
        Assert.Equal((2, 1), (deeds.Count, unread));
        await RestoreAsync(house, backup);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM school_class"));
        await SoundAsync(house);
    }

    [Fact]
    public async Task The_list_of_a_version_that_kept_erasures_alone_still_counts()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil gone, string key) = await FinishAsync(house, room);
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "erasures.txt"), gone.SessionId + "\n");
        await house.ReopenAsync();
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        Assert.Equal(0, await gone.RowsAsync());
    }

    [Fact]
    public async Task The_list_holds_identifiers_and_no_code_key_pin_or_link()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await FinishAsync(house, room);
        string key = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "keeper", default))!;
        await house.Engine.Cards.ReissueAsync(room.Id, 1, default);
        await house.Engine.ParentSheets.ReissueAsync(room.Id, 1, "keeper", default);
        string told = await File.ReadAllTextAsync(Path.Combine(house.Folder, LastingDeeds.FileName));
        Assert.Equal(3, told.Count(sign => sign == '\n'));
        foreach (string secret in new[] { key, await house.CodeAsync(room), await LinkAsync(house, room) })
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret.Replace("-", "", StringComparison.Ordinal), told, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static (IReadOnlyList<LastingDeed> Deeds, int Unread) Listed(TestHouse house) => new LastingDeeds(house.Folder).Read();

    private static EngineOptions Options(TestHouse house) => new() { DataFolder = house.Folder };

    private static string Backup(TestHouse house, string name = "before.zip")
    {
        string file = Path.Combine(house.Folder, name);
        new BackupWriter(Options(house), house.Clock).Write(file, withKeys: false, overwrite: false, new Progress<double>(), default);
        return file;
    }

    private static async Task RestoreAsync(TestHouse house, string backup)
    {
        await house.Engine.DisposeAsync();
        house.Manual.Advance(TimeSpan.FromHours(1));
        Restoration restored = new BackupRestorer(Options(house), house.Clock).Restore(
            backup, replace: true, despiteFaults: false, new Progress<double>(), default);
        Assert.True(restored.IsInPlace);
        await house.ReopenAsync();
    }

    private static async Task SoundAsync(TestHouse house)
    {
        // A second start finds nothing left to do.
        long entries = await house.CountAsync("SELECT number FROM audit_head");
        await house.ReopenAsync();
        Assert.Equal(entries, await house.CountAsync("SELECT number FROM audit_head"));
        Assert.Empty(new StoreVerifier(house.Engine.Batteries).Verify(Options(house), new Progress<double>(), default).Faults);
    }

    private static async Task<(Pupil Pupil, string Key)> FinishAsync(TestHouse house, SchoolClass room)
    {
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2", "3");
        return (pupil, (await pupil.FinishAsync(3)).ResultKey!);
    }

    private static async Task<string> LinkAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default))!.Cards[0].Link;

    private static async Task<string> PinAsync(TestHouse house, SchoolClass room) => (await house.Engine.Cards.ReadAsync(room.Id, default))!.Pin;

    private static Task<Account> AccountAsync(TestHouse house, string login) =>
        house.Engine.Accounts.AddAsync(new NewAccount(login, "Иванова А. П.", StaffRole.Operator, OrgNode.Server, "old"), "test", default);
}
