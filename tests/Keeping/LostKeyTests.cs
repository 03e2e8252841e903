using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Tests.Keeping;

/// <summary>Keys of the data folder that no fingerprint covers: what a start does when one of them is gone or is another.</summary>
public sealed class LostKeyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_is_refused_while_no_second_factor_opens_with_the_key(bool isAnother)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (Account account, byte[] factor) = await WithFactorAsync(house);
        await house.Engine.DisposeAsync();
        string file = KeyOf(house, "staff");
        byte[] key = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        if (isAnother)
        {
            await File.WriteAllBytesAsync(file, new byte[32]);
        }

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        Assert.Contains("keys/staff.key", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("user forget-factors", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        await File.WriteAllBytesAsync(file, key);
        await house.ReopenAsync();
        Assert.Equal(factor, (await house.Engine.Accounts.GetAsync(account.Id, default))!.TotpKey!.Value.ToArray());
    }

    [Fact]
    public async Task A_lost_staff_key_that_sealed_nothing_is_made_anew()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.Engine.DisposeAsync();
        File.Delete(KeyOf(house, "staff"));
        await house.ReopenAsync();
        await WithFactorAsync(house);
        await house.ReopenAsync();
    }

    [Fact]
    public async Task The_console_takes_away_the_factors_that_cannot_be_opened_and_no_others()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (Account lost, _) = await WithFactorAsync(house);
        await house.Engine.DisposeAsync();
        File.Delete(KeyOf(house, "staff"));
        await using (DiagnosticsEngine console = await OpenAsync(house, new CapturedLog(), forget: true))
        {
            Assert.Null((await console.Accounts.GetAsync(lost.Id, default))!.TotpKey);
            IReadOnlyList<AuditLine> lines = await console.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
            Assert.Equal((AuditAct.SecondFactorRemoved, AuditEntry.Console, lost.Id), (lines[0].Act, lines[0].Actor, lines[0].ObjectId));
        }

        await house.ReopenAsync();
        (Account kept, byte[] factor) = await WithFactorAsync(house);
        await house.Engine.DisposeAsync();
        await using DiagnosticsEngine again = await OpenAsync(house, new CapturedLog(), forget: true);
        Assert.Equal(factor, (await again.Accounts.GetAsync(kept.Id, default))!.TotpKey!.Value.ToArray());
    }

    [Fact]
    public async Task One_factor_of_another_key_among_others_is_told_and_stops_nobody()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (Account lost, _) = await WithFactorAsync(house);
        await WithFactorAsync(house);
        await house.ExecuteAsync("UPDATE account SET totp_key = (SELECT totp_key FROM account WHERE id <> @Id) WHERE id = @Id", new { lost.Id });
        await house.Engine.DisposeAsync();
        CapturedLog log = new();
        await using DiagnosticsEngine engine = await OpenAsync(house, log, forget: false);
        Assert.Contains("1 second factors were sealed with another keys/staff.key", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_token_key_is_made_anew_and_said_but_not_at_a_first_start()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.Engine.DisposeAsync();
        CapturedLog usual = new();
        await using (await OpenAsync(house, usual, forget: false))
        {
            Assert.DoesNotContain("token.key", usual.Text, StringComparison.Ordinal);
        }

        File.Delete(KeyOf(house, "token"));
        CapturedLog lost = new();
        await using (await OpenAsync(house, lost, forget: false))
        {
            Assert.Contains("keys/token.key was not there", lost.Text, StringComparison.Ordinal);
        }

        CapturedLog first = new();
        DirectoryInfo empty = Directory.CreateTempSubdirectory("diagnostics-first-");
        await using (await OpenAsync(empty.FullName, first, forget: false))
        {
            Assert.DoesNotContain("token.key", first.Text, StringComparison.Ordinal);
        }

        empty.Delete(recursive: true);
    }

    private static string KeyOf(TestHouse house, string name) => Path.Combine(house.Folder, "keys", $"{name}.key");

    private static Task<DiagnosticsEngine> OpenAsync(TestHouse house, CapturedLog log, bool forget) => OpenAsync(house.Folder, log, forget);

    private static Task<DiagnosticsEngine> OpenAsync(string folder, CapturedLog log, bool forget) => DiagnosticsEngine.OpenAsync(
        new EngineOptions { DataFolder = folder, ForgetLostFactors = forget }, new ManualClock(),
        LoggerFactory.Create(logging => logging.AddProvider(log)), default);

    private static async Task<(Account Account, byte[] Factor)> WithFactorAsync(TestHouse house)
    {
        Account account = await house.Engine.Accounts.AddAsync(
            new NewAccount($"owner-{Guid.NewGuid():N}", "Сотрудник", StaffRole.Operator, OrgNode.Server, "AAAA"), AuditEntry.Console, default);
        byte[] key = Totp.NewKey();
        await house.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), key, 1, default);
        return (account, key);
    }
}
