using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>What a proxy in front of the server does to a lesson.</summary>
[Trait("Kind", "Fault")]
public sealed class ProxyFaults
{
    /// <summary>nginx hangs up on whoever says nothing for 60 s.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(65);

    [NginxFact]
    public async Task A_reload_of_the_proxy_and_a_minute_of_silence_lose_nothing()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        using Nginx nginx = await Nginx.StartAsync(day.Server.Address);
        using StudentClient student = new(new HttpClient { BaseAddress = nginx.Address }, Guid.NewGuid().ToString("N"));
        await student.EnterAsync(DemoClass.All(day.Server.Output)[0].Codes[0]);
        using HubSocket quiet = await HubSocket.ConnectAsync(nginx.Address, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");
        DateTimeOffset until = DateTimeOffset.UtcNow + Silence;
        Task read = quiet.ListenAsync();
        await day.RunAsync(
            async () =>
            {
                for (int reload = 0; reload < 3; reload++)
                {
                    nginx.Reload();
                    await Task.Delay(TimeSpan.FromSeconds(1));
                }
            },
            nginx.Address);
        TimeSpan rest = until - DateTimeOffset.UtcNow;
        await Task.WhenAny(read, Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero));
        Assert.False(read.IsCompleted, "The quiet socket was closed.");
    }

    [NginxFact]
    public async Task A_proxy_that_breaks_sockets_leaves_plain_http_and_nothing_is_lost()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        using Nginx nginx = await Nginx.StartAsync(day.Server.Address, ProxiedSockets.Refused);
        await day.RunAsync(() => Task.CompletedTask, nginx.Address);
    }
}
