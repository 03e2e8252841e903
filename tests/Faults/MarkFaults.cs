using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Faults;

/// <summary>Numbers out of order, twice, from two connections and two devices: the marks stay exact and the log has each number once.</summary>
[Trait("Kind", "Fault")]
public sealed class MarkFaults : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunningServer _server;
    private CodeSheet _sheet = null!;
    private HttpClient _teacher = null!;

    public MarkFaults() => _server = new RunningServer { Clock = _clock };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _sheet = await _server.MakeClassAsync();
        _teacher = await _server.TeacherAsync(_sheet);
        await _server.Engine.Board.By("test").SetLessonAsync(_sheet.Class.Id, LessonState.Running, default);
    }

    public Task DisposeAsync()
    {
        _teacher.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task Numbers_that_cannot_be_leave_the_marks_where_they_are()
    {
        using StudentClient student = await EnterAsync("first");
        long epoch = (await student.HelloAsync()).Epoch;
        Assert.Equal(3, (await student.PutAsync(epoch, 1, Answers(3))).HighWater);
        foreach ((long first, PutStatus told) in new[]
        {
            (0L, PutStatus.Invalid), (-1, PutStatus.Invalid), (long.MinValue, PutStatus.Invalid), (5, PutStatus.Gap), (20_001, PutStatus.Gap), (long.MaxValue, PutStatus.Gap),
            (1, PutStatus.Ok),
        })
        {
            PutReply reply = await student.PutAsync(epoch, first, Answers(3));
            Assert.Equal((first, told, 3), (first, reply.Status, reply.HighWater));
        }

        Assert.Equal(4, (await student.PutAsync(epoch, 2, Answers(3))).HighWater);
        Assert.Equal([1, 2, 3, 4], Numbers());
    }

    [Fact]
    public async Task The_same_batches_on_two_connections_at_once_are_stored_once()
    {
        using StudentClient student = await EnterAsync("first");
        using HubSocket one = await ConnectAsync(student);
        using HubSocket two = await ConnectAsync(student);
        long epoch = (await one.CallAsync<HelloReply>("Hello", new HelloRequest(null, student.Device, 0, 0))).Epoch;
        Assert.Equal(PutStatus.Ok, (await two.CallAsync<HelloReply>("Hello", new HelloRequest(epoch, student.Device, 0, 0))).Status);
        async Task SendAsync(HubSocket socket)
        {
            for (long next = 1; next <= 100;)
            {
                next = (await socket.CallAsync<PutReply>("Put", new PutRequest(epoch, next, Answers(7)))).HighWater + 1;
            }
        }

        await Task.WhenAll(SendAsync(one), SendAsync(two));
        long[] numbers = Numbers();
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => (long)number), numbers);
        Assert.InRange(numbers.Length, 100, 113);
    }

    [Fact]
    public async Task A_device_that_comes_back_after_ten_minutes_finds_another_and_its_answers_are_kept_aside()
    {
        using StudentClient old = await EnterAsync("old");
        long epoch = (await old.HelloAsync()).Epoch;
        Assert.Equal(2, (await old.PutAsync(epoch, 1, Answers(2))).HighWater);
        _clock.Advance(TimeSpan.FromMinutes(1));
        using StudentClient other = await EnterAsync("other");
        HelloReply hello = await other.HelloAsync();
        Assert.Equal(2, hello.HighWater);
        Assert.Equal(4, (await other.PutAsync(hello.Epoch, 3, Answers(2))).HighWater);
        _clock.Advance(TimeSpan.FromMinutes(10));

        PutReply late = await old.PutAsync(epoch, 3, Answers(5));
        Assert.Equal((PutStatus.Superseded, 4), (late.Status, late.HighWater));
        await old.PutAsync(epoch, 3, Answers(5));
        Assert.Equal(PutStatus.Superseded, (await old.HelloAsync(epoch)).Status);
        Assert.Equal(PutStatus.Ok, (await other.HelloAsync(hello.Epoch)).Status);
        Assert.Equal([1, 2, 3, 4], Numbers());
        Assert.Equal([3, 4, 5, 6, 7], Query("SELECT number FROM orphan_answer ORDER BY number"));
    }

    [Fact]
    public async Task Whatever_stands_where_a_value_belongs_is_refused_whole()
    {
        using StudentClient student = await EnterAsync("first");
        long epoch = (await student.HelloAsync()).Epoch;
        string[] hostile =
        [
            "'; DROP TABLE answer_log; --", "<script>alert(1)</script>", "=cmd()", "\0", "1\0", "\ud800", "😀", "\u202e1", "\ufeff1", "٣", "1e9", "1 ", new string('9', 900),
        ];
        foreach (string value in hostile)
        {
            PutReply reply = await student.PutAsync(epoch, 1, new AnswerEntry(0, "1", 1), new AnswerEntry(1, value, 2));
            Assert.Equal((value, PutStatus.Invalid, 0), (value, reply.Status, reply.HighWater));
        }

        Assert.Empty(Numbers());
        Assert.Equal(3, (await student.PutAsync(epoch, 1, Answers(3))).HighWater);
    }

    private static AnswerEntry[] Answers(int count) => [.. Enumerable.Range(0, count).Select(item => new AnswerEntry(item, "1", item))];

    private async Task<StudentClient> EnterAsync(string device)
    {
        StudentClient student = new(_server.Client(), device.PadRight(16, '0'));
        await student.EnterAsync(_sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        return student;
    }

    private async Task<HubSocket> ConnectAsync(StudentClient student) =>
        await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={await student.TicketAsync()}");

    private long[] Numbers() => Query("SELECT number FROM answer_log ORDER BY id");

    private long[] Query(string sql)
    {
        using SqliteConnection store = new($"Data Source={Path.Combine(_server.Folder, "diagnostics.db")};Mode=ReadOnly;Pooling=False");
        store.Open();
        using SqliteCommand query = store.CreateCommand();
        query.CommandText = sql;
        using SqliteDataReader rows = query.ExecuteReader();
        List<long> numbers = [];
        while (rows.Read())
        {
            numbers.Add(rows.GetInt64(0));
        }

        return [.. numbers];
    }
}
