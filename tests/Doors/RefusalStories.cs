using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>Whoever comes with a stolen ticket, another class's cookie or from another school is refused, and the log says so: once each, without the secret.</summary>
[Trait("Kind", "Fault")]
public sealed class RefusalStories : IAsyncLifetime, IDisposable
{
    private readonly CapturedLog _log = new();
    private readonly RunningServer _server;

    public RefusalStories() => _server = new RunningServer { DoorClock = new ManualClock(), Log = _log };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_used_ticket_leaves_a_line_and_not_its_text()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        using StudentClient student = new(_server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[0].Code);
        string ticket = await student.TicketAsync();
        using HubSocket rightly = await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={ticket}");
        Assert.Empty(Lines());
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={ticket}"));
        Assert.Contains("/hub/session", Assert.Single(Lines()), StringComparison.Ordinal);
        Assert.DoesNotContain(ticket, string.Join('\n', Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_leads_lessons_at_another_school_leaves_a_line_at_the_board()
    {
        RouteWalk walk = new(_server);
        (RouteHome home, RouteHome elsewhere) = (await walk.HomeAsync(), await walk.HomeAsync());
        using HttpClient foreign = await _server.StaffAsync(StaffRole.Teacher, elsewhere.PlaceOf(StaffRole.Teacher));
        string account = (await foreign.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/staff/me")).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await foreign.GetAsync(new Uri($"/api/board/{home.Class.BoardLink}", UriKind.Relative))).StatusCode);
        string line = Assert.Single(Lines());
        Assert.Contains(account, line, StringComparison.Ordinal);
        Assert.DoesNotContain(home.Class.BoardLink, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_told_in_a_bounded_number_of_lines()
    {
        for (int one = 0; one < 3 * Refusals.MostLines; one++)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket=a.{one}"));
        }

        Assert.Equal(Refusals.MostLines, Lines().Length);
    }

    private string[] Lines() => [.. _log.Text.Split('\n').Where(line => line.Contains(typeof(Refusals).FullName!, StringComparison.Ordinal))];
}
