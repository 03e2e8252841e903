using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>
/// A process of the crowd: reads its plan, plays its classes, tells once a second where it is, then reads what the store holds of its classes and
/// compares. Speaks JSON lines on standard input and output.
/// </summary>
internal sealed class CrowdWorker(TextReader input, TextWriter output, TimeProvider time)
{
    private const int MostEnds = 5;

    private readonly Lock _writing = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (await input.ReadLineAsync(cancellation) is not { } first
            || JsonSerializer.Deserialize<WorkerPlan>(first, CrowdLine.Json) is not { } plan)
        {
            return Commands.ExitCode.WrongUsage;
        }

        RunClock clock = new(time, plan.StartAtMs);
        CrowdCounts counts = new(plan.Seconds + WorkerPlan.Grace);
        using CrowdNetwork network = new(plan);
        PackageShelf packages = new(network);
        Dictionary<string, VirtualStudent[]> rooms = new(StringComparer.Ordinal);
        List<Task> running = [];
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(Math.Max(1, plan.Seconds + WorkerPlan.Grace - clock.Now)));
        for (int index = 0; index < plan.Classes.Count; index++)
        {
            int from = index * 100;
            VirtualStudent[] students = [.. plan.Classes[index].Codes.Select(
                (code, seat) => new VirtualStudent(plan, network, clock, counts, packages, code, from + seat))];
            rooms[plan.Classes[index].Id] = students;
            running.Add(new VirtualTeacher(plan, network, clock, counts, plan.Classes[index], students, from + 99).RunAsync(end.Token));
            running.AddRange(students.Select(student => Task.Run(() => student.RunAsync(end.Token), end.Token)));
        }

        Task all = Task.WhenAll(running);
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), time, cancellation)) != all)
        {
            Tell(new CrowdLine { Second = clock.Now, Numbers = counts.Numbers(), CpuMs = CpuMs() });
        }

        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        counts.Add(Counted.Failed, running.Count(one => one.IsFaulted));
        Tell(new CrowdLine
        {
            Second = clock.Now,
            Numbers = counts.Numbers(),
            CpuMs = CpuMs(),
            Ended = [.. running.Where(one => one.IsFaulted).Select(one => one.Exception!.InnerException!.Message).Distinct().Take(MostEnds)],
            Latencies = CrowdLatencies.Of(counts),
        });
        Tell(new CrowdLine { Compared = await CompareAsync(rooms, cancellation) });
        return Commands.ExitCode.Success;
    }

    /// <summary>Lines "class seat number item value" until an empty one.</summary>
    private async Task<StoreComparison> CompareAsync(Dictionary<string, VirtualStudent[]> rooms, CancellationToken cancellation)
    {
        Dictionary<(string Class, int Seat), List<(long Number, int Item, string Value)>> stored = [];
        while (await input.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            string[] parts = line.Split(' ', 5);
            (string Class, int Seat) key = (parts[0], Whole(parts[1]));
            if (!stored.TryGetValue(key, out List<(long, int, string)>? answers))
            {
                stored[key] = answers = [];
            }

            answers.Add((Whole(parts[2]), Whole(parts[3]), string.Intern(parts[4])));
        }

        StoreComparison sum = new(0, 0, 0);
        foreach ((string room, VirtualStudent[] students) in rooms)
        {
            for (int seat = 1; seat <= students.Length; seat++)
            {
                var held = stored.GetValueOrDefault((room, seat), []).ToLookup(one => one.Number, one => (one.Item, one.Value));
                sum = sum.Add(students[seat - 1].Sent.Compare(held));
            }
        }

        return sum;
    }

    private void Tell(CrowdLine line)
    {
        lock (_writing)
        {
            output.WriteLine(JsonSerializer.Serialize(line, CrowdLine.Json));
            output.Flush();
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double CpuMs()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMilliseconds;
    }
}
