using System.Diagnostics;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Storage;
using Diagnostics.Web;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Campaigns;

/// <summary><c>serve --demo</c> opens an empty store and its own demo; in any other it writes nothing.</summary>
public sealed class DemoStoreTests
{
    [Fact]
    public async Task A_demo_is_opened_again_also_one_made_before_demos_were_marked_and_keeps_one_account_a_role()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Assert.True(await house.Engine.SeedDemoAsync(default));
        await DemoStaff.SeedAsync(house.Engine, default);
        await house.Engine.Accounts.AddAsync(
            new NewAccount("ivanova", "Иванова А. П.", StaffRole.Operator, OrgNode.Server, "AAAA"), AuditEntry.Console, default);
        foreach (string before in new[] { "SELECT 1", "DELETE FROM store_mark WHERE name = 'demo'" })
        {
            await house.ExecuteAsync(before);
            await house.ReopenAsync();
            Assert.True(await house.Engine.SeedDemoAsync(default));
            await DemoStaff.SeedAsync(house.Engine, default);
            Assert.Equal(DemoStaff.Logins.Count(), await house.CountAsync("SELECT COUNT(*) FROM account WHERE demo = 1"));
            Assert.Equal(24, await house.CountAsync("SELECT COUNT(*) FROM school_class"));
        }
    }

    /// <summary>Neither a rehearsal's sessions nor demo accounts of an earlier mistake make a real region a demo.</summary>
    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("UPDATE test_session SET simulated = 1")]
    [InlineData("UPDATE region SET name = 'Приозёрный край'")]
    [InlineData("INSERT INTO store_mark (name, value) VALUES ('demo', 'a region that is not here')")]
    public async Task A_real_region_is_no_demo(string change)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        await house.Engine.Accounts.AddAsync(
            new NewAccount("оператор", "Демо: оператор", StaffRole.Operator, OrgNode.Server, "AAAA", Demo: true), AuditEntry.System, default);
        await house.ExecuteAsync(change);
        Assert.False(await house.Engine.SeedDemoAsync(default));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM region"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_start_is_refused_in_a_store_with_a_region_or_an_account_and_nothing_is_written(bool isRegion)
    {
        string folder = Directory.CreateTempSubdirectory("diagnostics-demo-").FullName;
        try
        {
            await using (TestHouse house = await TestHouse.OpenAsync(folder: folder))
            {
                if (isRegion)
                {
                    await house.ClassAsync();
                }
                else
                {
                    await house.Engine.Accounts.AddAsync(
                        new NewAccount("ivanova", "Иванова А. П.", StaffRole.Operator, OrgNode.Server, "AAAA"), AuditEntry.Console, default);
                }
            }

            string before = await HeldAsync(folder);
            (int code, string error) = await ServeDemoAsync(folder);
            Assert.Equal(ExitCode.BadInput, code);
            Assert.Contains("not a demo", error, StringComparison.Ordinal);
            Assert.Single(error.Trim().Split('\n'));
            Assert.Equal(before, await HeldAsync(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every table with the number of its rows.</summary>
    private static async Task<string> HeldAsync(string folder)
    {
        await using TestHouse house = await TestHouse.OpenAsync(folder: folder);
        string tables = await house.TextAsync("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)");
        List<string> held = [];
        foreach (string table in tables.Split(','))
        {
            held.Add($"{table}: {await house.CountAsync($"SELECT COUNT(*) FROM {table}")}");
        }

        return string.Join('\n', held);
    }

    private static async Task<(int Code, string Error)> ServeDemoAsync(string folder)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [ServerProcess.Executable, "serve", "--demo", "--urls", "http://127.0.0.1:0", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            string error = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.DoesNotContain("Демо", await output, StringComparison.Ordinal);
            return (process.ExitCode, error);
        }
        finally
        {
            // One that was not refused would serve for ever.
            process.Kill(entireProcessTree: true);
        }
    }
}
