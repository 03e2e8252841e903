using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Hubs;

namespace Diagnostics.Tests.Doors;

/// <summary>A board that is open when the right to look at it ends.</summary>
[Trait("Kind", "Fault")]
public sealed class OpenBoardStories : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunningServer _server;

    public OpenBoardStories() => _server = new RunningServer { DoorClock = _clock };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_socket_of_an_account_that_was_closed_ends_and_the_boards_of_others_do_not()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        HttpClientHandler cookies = new();
        using HttpClient phone = new(cookies) { BaseAddress = _server.Address };
        using HttpResponseMessage entered = await phone.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        entered.EnsureSuccessStatusCode();
        using HubSocket byPin = await ConnectAsync(sheet, cookies.CookieContainer.GetCookieHeader(_server.Address));
        NewAccount teacher = new("teacher", "Учитель", StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id), "AAAA", Demo: true);
        Account account = await _server.Engine.Accounts.AddAsync(teacher, "test", default);
        string token = await _server.Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "test", default);
        using HubSocket byAccount = await ConnectAsync(sheet, $"staff={token}");
        Task mine = byAccount.ListenAsync();
        Task others = byPin.ListenAsync();
        _clock.Advance(BoardGuard.Every);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.False(mine.IsCompleted || others.IsCompleted);

        Assert.True(await _server.Engine.Accounts.SetDisabledAsync(account.Id, disabled: true, "test", default));
        _clock.Advance(BoardGuard.Every);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => EndedAsync(mine));
        Assert.False(others.IsCompleted);
    }

    /// <summary>Another node, or the operator at the store, changes who somebody is or where they belong, or ends the browser's sign-in; the socket that is open learns of it.</summary>
    [Theory]
    [InlineData("UPDATE account SET role = 'municipality', node_kind = 'municipality', node_id = @municipality WHERE id = @id")]
    [InlineData("UPDATE account SET node_id = @other WHERE id = @id")]
    [InlineData("DELETE FROM staff_session WHERE account_id = @id")]
    public async Task A_role_a_place_or_a_sign_in_that_is_changed_in_the_middle_ends_the_open_socket_and_shuts_the_doors(string change)
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        School other = await new SchoolRegister(_server.Engine.Organisation).FindOrAddSchoolAsync("Заречье", "Школа № 6", Settlement.Village, default);
        OrgNode place = new(NodeKind.School, sheet.School.Id);
        Account changed = await AddAsync("changed", StaffRole.Teacher, place);
        Account kept = await AddAsync("kept", StaffRole.Teacher, place);
        string token = await _server.Engine.StaffDoor.OpenAsync(changed, SignInStage.Complete, "test", default);
        using HubSocket open = await ConnectAsync(sheet, $"staff={token}");
        using HubSocket colleague = await ConnectAsync(sheet, $"staff={await _server.Engine.StaffDoor.OpenAsync(kept, SignInStage.Complete, "test", default)}");
        Task mine = open.ListenAsync();
        Task colleagues = colleague.ListenAsync();
        Assert.Equal(HttpStatusCode.OK, await LookAsync(sheet, token));

        await _server.Engine.Writer.RunAsync(
            null, scope => scope.Execute(change, new { id = changed.Id, other = other.Id, municipality = other.MunicipalityId }), default);
        Assert.NotEqual(HttpStatusCode.OK, await LookAsync(sheet, token));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(sheet, $"staff={token}"));
        Assert.False(mine.IsCompleted);
        _clock.Advance(BoardGuard.Every);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => EndedAsync(mine));
        Assert.False(colleagues.IsCompleted);
    }

    private Task<Account> AddAsync(string login, StaffRole role, OrgNode place) =>
        _server.Engine.Accounts.AddAsync(new NewAccount(login, "Сотрудник", role, place, "AAAA", Demo: true), "test", default);

    private async Task<HttpStatusCode> LookAsync(CodeSheet sheet, string token)
    {
        using HttpClient browser = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = _server.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"staff={token}");
        using HttpResponseMessage reply = await browser.GetAsync(new Uri($"/api/board/{sheet.Class.BoardLink}", UriKind.Relative));
        return reply.StatusCode;
    }

    /// <summary>An aborted socket ends with an error, a closed one without: either way it has ended.</summary>
    private static async Task EndedAsync(Task listening)
    {
        await listening.WaitAsync(TimeSpan.FromSeconds(20));
        throw new WebSocketException("closed");
    }

    private Task<HubSocket> ConnectAsync(CodeSheet sheet, string cookie) =>
        HubSocket.ConnectAsync(_server.Address, $"/hub/board/{sheet.Class.BoardLink}", cookie);
}
