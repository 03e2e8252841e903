using Dapper;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Faults;

/// <summary>A server in a process of its own that is ill-treated, and a neighbour who goes on answering: each answer is acknowledged, and in the end stored once.</summary>
public abstract class ServerUnderNoise : IAsyncLifetime
{
    private const long MostGrown = 200L * 1_048_576;

    /// <summary>How the framework and the product say that something was thrown which nobody expected: to the log, and to a client.</summary>
    private static readonly string[] Thrown =
        ["unhandled", "failed to invoke hub method", "an unexpected error occurred invoking", "thread ended", "   at "];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-noise-");
    private StudentClient _neighbour = null!;
    private Task _answering = null!;
    private long _epoch;
    private volatile bool _isOver;
    private long _acknowledged;
    private long _before;

    protected ServerProcess Server { get; private set; } = null!;

    internal DemoClass Class => DemoClass.All(Server.Output)[0];

    public async Task InitializeAsync()
    {
        // Without the limits of a line, which would hang up on noise before it is read.
        Server = await ServerProcess.StartAsync(
            Path.Combine(_folder.FullName, "data"), 0, null, "--answers-per-second", "0", "--messages-per-second", "0");
        await Class.StartLessonAsync();
        _neighbour = await EnterAsync(seat: 4);
        _epoch = (await _neighbour.HelloAsync()).Epoch;
        _answering = AnswerAsync();
        _before = await MemoryAsync();
    }

    public async Task DisposeAsync()
    {
        _isOver = true;
        try
        {
            await _answering;
        }
        finally
        {
            Server.Dispose();
        }

        (long Rows, long Different) stored;
        await using (SqliteConnection store = new($"Data Source={Path.Combine(_folder.FullName, "data", "diagnostics.db")};Pooling=False"))
        {
            stored = await store.QuerySingleAsync<(long, long)>(
                "SELECT COUNT(*), COUNT(DISTINCT number) FROM answer_log WHERE session = (SELECT id FROM test_session WHERE epoch = @_epoch)", new { _epoch });
        }

        _neighbour.Dispose();
        _folder.Delete(recursive: true);
        Assert.Equal((_acknowledged, _acknowledged), stored);
    }

    private protected async Task<StudentClient> EnterAsync(int seat)
    {
        StudentClient student = new(new HttpClient { BaseAddress = Server.Address }, $"0123456789abcde{seat}");
        await student.EnterAsync(Class.Codes[seat]);
        await student.DecideAsync(agree: true);
        return student;
    }

    private async Task AnswerAsync()
    {
        while (!_isOver)
        {
            long number = _acknowledged + 1;
            PutReply put = await _neighbour.PutAsync(_epoch, number, new AnswerEntry(0, $"{number % 3}", number));
            Assert.Equal((PutStatus.Ok, number), (put.Status, put.HighWater));
            _acknowledged = number;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>The neighbour is served, nothing was thrown that nobody caught, and memory did not grow with the noise.</summary>
    protected async Task AssertWellAsync()
    {
        for (long before = Volatile.Read(ref _acknowledged); Volatile.Read(ref _acknowledged) <= before; await Task.Delay(TimeSpan.FromMilliseconds(50)))
        {
            if (_answering.IsCompleted)
            {
                await _answering;
            }
        }

        Assert.Equal(PutStatus.Ok, (await _neighbour.HelloAsync(_epoch)).Status);
        string output = Server.Output;
        Assert.All(Thrown, words => Assert.DoesNotContain(words, output, StringComparison.OrdinalIgnoreCase));
        long grown = await MemoryAsync() - _before;
        Assert.True(grown < MostGrown, $"The server grew by {grown / 1_048_576} MB.");
    }

    protected static void AssertNothingInside(string told)
    {
        // The framework's own words for a method that is not there.
        told = told.Replace("HubException: Method does not exist.", "", StringComparison.Ordinal);
        Assert.All([.. Thrown, "Exception:", "SQLite"], words => Assert.DoesNotContain(words, told, StringComparison.OrdinalIgnoreCase));
    }

    protected async Task<long> MemoryAsync() => (await Meters.ReadAsync(Server.Address)).MemoryBytes;

    /// <summary>The most memory the server had while this went on.</summary>
    protected async Task<long> MostMemoryAsync(Task mischief)
    {
        long most = await MemoryAsync();
        while (!mischief.IsCompleted)
        {
            await Task.WhenAny(mischief, Task.Delay(TimeSpan.FromMilliseconds(20)));
            most = Math.Max(most, await MemoryAsync());
        }

        await mischief;
        return most;
    }
}
