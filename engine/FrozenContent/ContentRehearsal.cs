using System.Collections.Concurrent;
using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>Plays every battery of a frozen version to the end, in classes of a rehearsal and through the doors of all, and compares what is stored with what was expected.</summary>
internal sealed class ContentRehearsal(DiagnosticsEngine engine)
{
    /// <summary>By it a region is known that an earlier run could not take away.</summary>
    private const string Name = "Пробный прогон содержания";

    /// <summary>No run lasts so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const string Letters = "АБВГДЕЖЗ";

    /// <summary>So many classes answer at once.</summary>
    private const int AtOnce = 4;

    private readonly SimulatedLesson _lesson = new(engine);

    /// <param name="frozen">What was frozen.</param>
    /// <param name="progress">Of the batteries, 0..1.</param>
    /// <param name="cancellation">Ends it; what it made is taken away all the same.</param>
    /// <exception cref="RehearsalOpenException">Another rehearsal is open.</exception>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public async Task<RehearsedContent> RunAsync(ContentStatement frozen, IProgress<double> progress, CancellationToken cancellation)
    {
        ILookup<(string Id, string Version), ExpectedSection> expected = frozen.Expected.ToLookup(section => (section.Battery, section.Version));
        Battery[] batteries = [.. expected.Select(one => engine.Batteries.Find(one.Key.Id, one.Key.Version)).OfType<Battery>()];
        var faults = new ConcurrentBag<ContentFault>(
            expected.Where(one => engine.Batteries.Find(one.Key.Id, one.Key.Version) is null).Select(one => new ContentFault($"{one.Key.Id} {one.Key.Version}", "", ContentFaultKind.Missing)));
        await engine.Rehearsals.CloseLeftAsync(Name, Longest, cancellation);
        IReadOnlyList<RehearsedClass> rooms = await engine.Rehearsals.OpenAsync(
            Name, $"content {batteries.Length}",
            batteries.Select((battery, index) => new RehearsedRoom(index / Letters.Length, battery.Grades[0], Letters[index % Letters.Length], battery, ContentScript.StudentsOf(battery))), cancellation);
        int done = 0;
        try
        {
            await Parallel.ForEachAsync(
                batteries.Zip(rooms), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (one, token) =>
                {
                    await foreach (ContentFault fault in PlayAsync(one.First, one.Second, expected[(one.First.Id, one.First.Version)], token))
                    {
                        faults.Add(fault);
                    }

                    progress.Report((double)Interlocked.Increment(ref done) / batteries.Length);
                });
        }
        finally
        {
            await engine.Rehearsals.CloseAsync(CancellationToken.None);
        }

        return new RehearsedContent(
            batteries.Length, batteries.Sum(ContentScript.StudentsOf), frozen.Expected.Length,
            [.. faults.OrderBy(fault => fault.Battery, StringComparer.Ordinal).ThenBy(fault => fault.Part, StringComparer.Ordinal)]);
    }

    private const string Profiles = """
        SELECT p.profile FROM test_session x JOIN seat t ON t.id = x.seat_id JOIN profile p ON p.session_id = x.id WHERE x.class_id = @classId ORDER BY t.number
        """;

    private async IAsyncEnumerable<ContentFault> PlayAsync(
        Battery battery, RehearsedClass room, IEnumerable<ExpectedSection> expected, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string name = ContentInventory.NameOf(battery);
        await engine.Board.SetLessonAsync(room.Id, LessonState.Running, cancellation);
        string?[] keys = await Task.WhenAll(room.Codes.Select((code, student) => TryPlayAsync(code, ContentScript.Answers(battery, student), cancellation)));
        if (keys.Any(key => key is null))
        {
            yield return new ContentFault(name, "", ContentFaultKind.NotPlayed);
            yield break;
        }

        if (await engine.Results.OpenAsync(keys[0]!, cancellation) is null)
        {
            yield return new ContentFault(name, "", ContentFaultKind.NotShown);
        }

        Profile[] profiles = [.. (await engine.Store.QueryAsync<string>(Profiles, new { classId = room.Id }, cancellation)).Select(Profile.FromJson)];
        Dictionary<string, string> found = ContentResults.Of(battery, profiles).ToDictionary(section => section.Part, section => section.Hash, StringComparer.Ordinal);
        foreach (ExpectedSection section in expected)
        {
            string? hash = found.GetValueOrDefault(section.Part);
            if (hash != section.Hash)
            {
                yield return new ContentFault(name, section.Part, hash is null ? ContentFaultKind.Missing : ContentFaultKind.Differs);
            }
        }
    }

    /// <summary>The result key; null where the doors refused an answer or the end.</summary>
    private async Task<string?> TryPlayAsync(string code, IEnumerable<AnswerEntry> answers, CancellationToken cancellation)
    {
        try
        {
            return await _lesson.RunAsync(code, answers, finishes: true, cancellation);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <param name="Batteries">Played.</param>
/// <param name="Students">All batteries together.</param>
/// <param name="Sections">Compared.</param>
internal sealed record RehearsedContent(int Batteries, int Students, int Sections, ImmutableArray<ContentFault> Faults);
