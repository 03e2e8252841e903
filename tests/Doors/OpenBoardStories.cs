using System.Net.Http.Json;
using System.Net.WebSockets;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Hubs;

namespace Diagnostics.Tests.Doors;

/// <summary>A board that is open when the right to look at it ends.</summary>
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

    /// <summary>An aborted socket ends with an error, a closed one without: either way it has ended.</summary>
    private static async Task EndedAsync(Task listening)
    {
        await listening.WaitAsync(TimeSpan.FromSeconds(20));
        throw new WebSocketException("closed");
    }

    private Task<HubSocket> ConnectAsync(CodeSheet sheet, string cookie) =>
        HubSocket.ConnectAsync(_server.Address, $"/hub/board/{sheet.Class.BoardLink}", cookie);
}
