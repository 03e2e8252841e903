using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Tests.Storage;

/// <summary>An engine with a school in a folder of its own, and shortcuts for what the stories need.</summary>
internal sealed class TestHouse : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly string? _database;

    private readonly string? _overlay;
    private readonly string? _content;
    private readonly LoggerFactory _logs;

    /// <summary>Students of tests answer faster than people do.</summary>
    private static readonly PressureOptions Unlimited = new() { AnswersPerSecond = 0, EntriesPerSecond = 0 };

    private TestHouse(string? database, TimeProvider clock, string? folder, string? overlay, string? content)
    {
        (_overlay, _content) = (overlay, content);
        (_database, Clock, _ownsFolder) = (database, clock, folder is null);
        _logs = new LoggerFactory([Log]);
        Folder = folder ?? Directory.CreateTempSubdirectory("diagnostics-test-").FullName;
    }

    /// <summary>The words a student has read before deciding.</summary>
    public const string Shown = "consent-3-timed";

    public string Folder { get; }

    public TimeProvider Clock { get; }

    public ManualClock Manual => (ManualClock)Clock;

    public DiagnosticsEngine Engine { get; private set; } = null!;

    public CapturedLog Log { get; } = new();

    /// <summary>Used from the next opening on.</summary>
    public PressureOptions Pressure { get; set; } = Unlimited;

    /// <summary>Used from the next opening on.</summary>
    public StoreOptions Store { get; set; } = new() { ReopenPause = TimeSpan.FromMilliseconds(50), CommitGapMs = 1 };

    public static async Task<TestHouse> OpenAsync(
        string? database = null, TimeProvider? clock = null, string? folder = null, string? overlay = null, string? content = null)
    {
        var house = new TestHouse(database, clock ?? new ManualClock(), folder, overlay, content);
        await house.OpenEngineAsync();
        return house;
    }

    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        await OpenEngineAsync();
    }

    /// <summary>A class whose lesson runs and whose parents agreed.</summary>
    public async Task<SchoolClass> ClassAsync(int grade = 8, int seats = 5, bool running = true, bool parents = true)
    {
        Region region = await Engine.Organisation.AddRegionAsync("Край", default);
        Municipality municipality = await Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
        SchoolClass added = await Engine.Organisation.AddClassAsync(school.Id, grade, "А", seats, 0, default);
        if (parents)
        {
            await ParentsOnPaper.AgreeAsync(Engine, added.Id);
        }

        if (running)
        {
            Assert.True(await Engine.Board.SetLessonAsync(added.Id, LessonState.Running, default));
        }

        return added;
    }

    /// <summary>Enters, agrees and says hello.</summary>
    public async Task<Pupil> PupilAsync(SchoolClass room, int seat = 1, string device = "device")
    {
        EnterOutcome.Entered entered = await EnterAsync(room, seat, device);
        Assert.Equal(StudentDecided.Recorded, await Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, Shown, null), default));
        HelloReply hello = await Engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, device, 0, 0), default);
        Assert.Equal(PutStatus.Ok, hello.Status);
        return new Pupil(this, entered.SessionId, hello.Epoch);
    }

    public async Task<EnterOutcome.Entered> EnterAsync(SchoolClass room, int seat = 1, string device = "device") =>
        Assert.IsType<EnterOutcome.Entered>(await Engine.Entrance.EnterAsync(await CodeAsync(room, seat), device, default));

    public async Task<string> CodeAsync(SchoolClass room, int seat = 1) =>
        (await Engine.Cards.ReadAsync(room.Id, default))!.Cards[seat - 1].Code;

    public Task<long> CountAsync(string sql, object? values = null) =>
        Engine.Writer.RunAsync(null, scope => scope.Scalar<long>(sql, values), default);

    public Task<string> TextAsync(string sql) => Engine.Writer.RunAsync(null, scope => scope.Scalar<string>(sql), default);

    /// <summary>The remarks of a session's log, in its order.</summary>
    public Task<IReadOnlyList<long>> FlagsAsync(string sessionId) => Engine.Writer.RunAsync(
        null, scope => scope.Query<long>("SELECT flags FROM answer_log WHERE session = @sessionId ORDER BY number", new { sessionId }), default);

    public Task ExecuteAsync(string sql, object? values = null) =>
        Engine.Writer.RunAsync(null, scope => scope.Execute(sql, values), default);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _logs.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task OpenEngineAsync() => Engine = await DiagnosticsEngine.OpenAsync(
        new EngineOptions
        {
            DataFolder = Folder,
            Database = _database,
            OverlayFolder = _overlay,
            ContentFolder = _content,
            Store = Store,
            Pressure = Pressure,
        },
        Clock, _logs, default);
}

/// <summary>A student's client as far as the server sees it.</summary>
internal sealed record Pupil(TestHouse House, string SessionId, long Epoch)
{
    /// <summary>Items from 0 on, in order, with the given values.</summary>
    public Task<PutReply> PutAsync(long first, params string[] values) => PutItemsAsync(first, [.. values.Select((value, item) => (item, value))]);

    public Task<PutReply> PutItemsAsync(long first, params (int Item, string Value)[] answers) =>
        House.Engine.Sessions.PutAsync(
            SessionId, new PutRequest(Epoch, first, [.. answers.Select(answer => new AnswerEntry(answer.Item, answer.Value, first * 1_000))]), default);

    /// <summary>Entries with the client's own times.</summary>
    public Task<PutReply> PutTimedAsync(long first, params (int Item, string Value, long AtMs)[] entries) =>
        House.Engine.Sessions.PutAsync(
            SessionId, new PutRequest(Epoch, first, [.. entries.Select(entry => new AnswerEntry(entry.Item, entry.Value, entry.AtMs))]), default);

    public Task<FinishReply> FinishAsync(long last) => House.Engine.Sessions.FinishAsync(SessionId, new FinishRequest(Epoch, last), default);

    public Task<HelloReply> HelloAsync(long? epoch, long lastAck = 0, string device = "device") =>
        House.Engine.Sessions.HelloAsync(SessionId, new HelloRequest(epoch, device, lastAck, 0), default);

    public Task<long> RowsAsync() => House.CountAsync("SELECT COUNT(*) FROM answer_log WHERE session = @SessionId", new { SessionId });
}
