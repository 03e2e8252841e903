using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>A server in a process of its own that is ill-treated, and a neighbour it goes on serving.</summary>
public abstract class ServerUnderNoise : IAsyncLifetime
{
    private const long MostGrown = 200L * 1_048_576;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-noise-");
    private StudentClient _neighbour = null!;
    private long _before;

    protected ServerProcess Server { get; private set; } = null!;

    internal DemoClass Class => DemoClass.All(Server.Output)[0];

    public async Task InitializeAsync()
    {
        // Without the limits of a line, which would hang up on noise before it is read.
        Server = await ServerProcess.StartAsync(
            Path.Combine(_folder.FullName, "data"), 0, null, "--answers-per-second", "0", "--messages-per-second", "0");
        _neighbour = await EnterAsync(seat: 4);
        _before = await MemoryAsync();
    }

    public Task DisposeAsync()
    {
        _neighbour.Dispose();
        Server.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private protected async Task<StudentClient> EnterAsync(int seat)
    {
        StudentClient student = new(new HttpClient { BaseAddress = Server.Address }, $"0123456789abcde{seat}");
        await student.EnterAsync(Class.Codes[seat]);
        await student.DecideAsync(agree: true);
        return student;
    }

    /// <summary>The neighbour is served, nothing was thrown that nobody caught, and memory did not grow with the noise.</summary>
    protected async Task AssertWellAsync()
    {
        Assert.Equal(PutStatus.Ok, (await _neighbour.HelloAsync()).Status);
        Assert.DoesNotContain("Unhandled", Server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("thread ended", Server.Output, StringComparison.Ordinal);
        long grown = await MemoryAsync() - _before;
        Assert.True(grown < MostGrown, $"The server grew by {grown / 1_048_576} MB.");
    }

    protected static void AssertNothingInside(string told)
    {
        // The framework's own words for a method that is not there.
        told = told.Replace("HubException: Method does not exist.", "", StringComparison.Ordinal);
        Assert.False(
            told.Contains("   at ", StringComparison.Ordinal) || told.Contains("Exception:", StringComparison.Ordinal) || told.Contains("SQLite", StringComparison.Ordinal), told);
    }

    private async Task<long> MemoryAsync()
    {
        using HttpClient look = new() { BaseAddress = Server.Address };
        return (await look.GetFromJsonAsync<JsonElement>("/api/rehearsal/meters")).GetProperty("memoryBytes").GetInt64();
    }
}
