using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>One signed decision as its three readers find it: the student by the result key, a parent by the key of a slip, a teacher at work; and gone when it is withdrawn.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ConclusionStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Each_reader_finds_the_own_words_by_keyboard_and_no_others()
    {
        Assert.True(await _server.Engine.SeedDemoAsync(default));
        QueuePage queue = await _server.Engine.Queue.ReadAsync(OrgNode.Server, QueueWish.All, default);
        QueueRow row = queue.Rows[0];
        OrgNode school = new(NodeKind.School, queue.Classes.First(one => one.ClassId == row.ClassId).SchoolId);
        IPage teacher = await browser.StaffAsync(_server, StaffRole.Teacher, school);
        await teacher.GotoAsync("/staff");
        string teacherId = await teacher.EvaluateAsync<string>("() => fetch('/api/staff/me').then((reply) => reply.json()).then((me) => me.id)");
        await SignAsync(row, school, teacherId);
        string key = (await _server.Engine.Releases.ReissueKeyAsync(row.ClassId, row.Seat, "test", default))!;

        IPage student = await OpenResultAsync(key);
        await student.SeeAsync("[data-testid=conclusion]");
        Assert.Contains("Вера Психологова", await student.GetByTestId("conclusion-signed").InnerTextAsync(), StringComparison.Ordinal);
        await AssertOnlyAsync(student, "Слова ученику");
        await student.LookAsync("result-conclusion");
        await student.PressAsync("for-parents");
        await student.GetByTestId("conclusion").HasCountAsync(0);

        string parentKey = await GiveKeyAsync(row, school);
        IPage parent = await OpenParentAsync(parentKey);
        await parent.SeeAsync("[data-testid=parent-text]");
        await AssertOnlyAsync(parent, "Слова родителю");
        await parent.LookAsync("parent-text");

        await teacher.ReloadAsync();
        await teacher.PressAsync("go-addressed");
        await teacher.SeeAsync("[data-testid=addressed-list]");
        await AssertOnlyAsync(teacher, null);
        await teacher.LookAsync("addressed");
        await teacher.PressAsync($"addressed-open-{row.Seat}");
        await teacher.SeeAsync("[data-testid=addressed-signed]");
        Assert.Equal("H1", await teacher.EvaluateAsync<string>("document.activeElement.tagName"));
        await AssertOnlyAsync(teacher, "Слова учителю");
        await teacher.LookAsync("addressed-text");
        Assert.Equal(AuditAct.AddressedRead, (await _server.Engine.Audit.ReadAsync(school, long.MaxValue, default))[0].Act);

        Assert.True(await _server.Engine.Releases.WithdrawAsync(row.ClassId, row.Seat, WithdrawalReason.Mistake, "test", default));
        await teacher.PressAsync("addressed-back");
        await teacher.SeeAsync("[data-testid=addressed-none]");
        await teacher.LookAsync("addressed-none");
        await parent.Context.CloseAsync();
        parent = await OpenParentAsync(parentKey);
        await parent.SeeAsync("[data-testid=parent-fault]");
        await AssertOnlyAsync(parent, null);
        await parent.LookAsync("parent-text-closed");
        await student.Context.CloseAsync();
        student = await OpenResultAsync(key);
        await student.SeeAsync("[data-testid=result]");
        await AssertOnlyAsync(student, null);
        await student.GetByTestId("conclusion").HasCountAsync(0);
        foreach (IPage page in new[] { student, parent, teacher })
        {
            await page.Context.CloseAsync();
        }
    }

    private async Task SignAsync(QueueRow row, OrgNode school, string teacherId)
    {
        Account signer = await _server.Engine.Accounts.AddAsync(
            new NewAccount("signer", "Вера Психологова", StaffRole.Psychologist, school, "none"), "test", default);
        ReviewState state = (await _server.Engine.Reviews.ReadAsync(row.ClassId, row.Seat, signer.Id, default))!;
        var texts = new ReviewTexts("Слова ученику.\nИ ещё одна строка.", "Слова родителю.", "Слова учителю.", teacherId);
        ReviewChange[] changes =
        [
            .. state.Computed.Take(1).Select(item => new ReviewChange(item.Kind, item.Code, ReviewVerdict.Preferred, ReviewReason.AgreedInTalk, "Ты об этом рассказывал(а).")),
        ];
        Assert.IsType<SignOutcome.Done>(await _server.Engine.Reviews.SignAsync(
            row.ClassId, row.Seat, new ReviewOrder(1, state.Protocol, 0, [.. changes], texts), signer, default));
    }

    /// <summary>A psychologist prints the slips of the class; the key on the one there is.</summary>
    private async Task<string> GiveKeyAsync(QueueRow row, OrgNode school)
    {
        IPage page = await browser.StaffAsync(_server, StaffRole.Psychologist, school);
        await page.GotoAsync($"/staff#results={row.ClassId}");
        await page.TabPressAsync("parent-keys");
        await page.SeeAsync($"[data-testid=parent-slip-{row.Seat}]");
        await page.GetByTestId("parent-key").HasCountAsync(1);
        await page.LookAsync("parent-slips");
        string key = (await page.GetByTestId("parent-key").InnerTextAsync()).Trim();
        await page.PressAsync("parent-slips-done");
        await page.SeeAsync("[data-testid=class-results]");
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
        return key;
    }

    private async Task<IPage> OpenResultAsync(string key)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync($"/result#{key}");
        return page;
    }

    /// <summary>Typed as it stands on paper.</summary>
    private async Task<IPage> OpenParentAsync(string key)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync("/parent");
        await page.GetByTestId("parent-link").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        return page;
    }

    /// <summary>Of the three texts this one alone is on the page, or with null none.</summary>
    private static async Task AssertOnlyAsync(IPage page, string? own)
    {
        string said = await page.InnerTextAsync("body");
        Assert.True(own is null || said.Contains(own, StringComparison.Ordinal), said);
        Assert.All(
            new[] { "Слова ученику", "Слова родителю", "Слова учителю" }.Where(text => text != own),
            other => Assert.DoesNotContain(other, said, StringComparison.Ordinal));
    }
}
