using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Faults;

/// <summary>Two hundred calls that block take every thread of the pool: what is on its way is still written, and health says so.</summary>
[Trait("Kind", "Fault")]
public sealed class StarvationFaults(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Blocking = 200;

    private bool _written;
    private Task<PutReply>? _put;

    [Fact]
    public async Task Without_a_free_thread_in_the_pool_answers_still_become_durable_and_health_tells_it()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        await server.Engine.Board.By("test").SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using StudentClient student = new(server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        string session = (string)Scalar("SELECT id FROM test_session WHERE epoch > 0");
        using HttpClient look = server.Client();
        Assert.Equal("ok", await StatusAsync(look));

        Thread outside = new(() => BlockAndPut(session, hello.Epoch)) { IsBackground = true };
        outside.Start();
        while (outside.IsAlive)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(_written);
        PutReply put = await _put!;
        Assert.Equal((PutStatus.Ok, 1L), (put.Status, put.HighWater));
        Assert.Equal(1, (await server.Engine.Sessions.PutAsync(session, new PutRequest(hello.Epoch, 1, [new AnswerEntry(0, "1", 1)]), default)).HighWater);
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM answer_log"));
        Assert.Equal("starved", await StatusAsync(look));
    }

    /// <summary>On a thread of its own from first to last: the pool has none.</summary>
    private void BlockAndPut(string session, long epoch)
    {
        using ManualResetEventSlim free = new();
        using CountdownEvent done = new(Blocking);
        for (int call = 0; call < Blocking; call++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    free.Wait();
                    done.Signal();
                },
                null);
        }

        _put = server.Engine.Sessions.PutAsync(session, new PutRequest(epoch, 1, [new AnswerEntry(0, "1", 1)]), CancellationToken.None);
        for (int look = 0; look < 100; look++)
        {
            _written = (long)Scalar("SELECT COUNT(*) FROM answer_log") == 1;
            if (_written && look > 50)
            {
                break;
            }

            Thread.Sleep(100);
        }

        free.Set();
        done.Wait();
    }

    private static async Task<string?> StatusAsync(HttpClient look) =>
        (await look.GetFromJsonAsync<JsonElement>("/health")).GetProperty("status").GetString();

    private object Scalar(string sql)
    {
        using SqliteConnection store = new($"Data Source={Path.Combine(server.Folder, "diagnostics.db")};Mode=ReadOnly;Pooling=False");
        store.Open();
        using SqliteCommand query = store.CreateCommand();
        query.CommandText = sql;
        return query.ExecuteScalar()!;
    }
}
