using System.Diagnostics;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The processes the crowd comes from: each this program again, with a plan of its own.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<(Process Process, CrowdMember Member)> _members = [];

    public IReadOnlyList<CrowdMember> Members => [.. _members.Select(one => one.Member)];

    public static Crowd Start(IEnumerable<WorkerPlan> plans)
    {
        Crowd crowd = new();
        try
        {
            foreach (WorkerPlan plan in plans)
            {
                Process process = SameProgram.Start(Commands.RehearseCommand.WorkerVerb);
                CrowdMember member = new(plan, process.StandardInput);
                crowd._members.Add((process, member));
                process.OutputDataReceived += (_, line) => member.Hear(line.Data);
                process.ErrorDataReceived += (_, line) => member.Complain(line.Data);
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                process.StandardInput.WriteLine(JsonSerializer.Serialize(plan, CrowdLine.Json));
                process.StandardInput.Flush();
            }

            return crowd;
        }
        catch
        {
            crowd.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach ((Process process, _) in _members)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }
}

/// <summary>What one process of the crowd has told.</summary>
internal sealed class CrowdMember(WorkerPlan plan, TextWriter input)
{
    private readonly TaskCompletionSource<CrowdLine> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<StoreComparison> _compared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile CrowdLine _latest = new();
    private string _complaint = "";

    public WorkerPlan Plan => plan;

    public CrowdLine Latest => _latest;

    /// <summary>The last line of the run.</summary>
    public Task<CrowdLine> Done => _done.Task;

    public Task<StoreComparison> Compared => _compared.Task;

    /// <summary>A row of the store for the comparison; an empty one ends it.</summary>
    public Task TellAsync(string row) => input.WriteLineAsync(row);

    public Task FlushAsync() => input.FlushAsync();

    public void Complain(string? line) => _complaint = line is null || _complaint.Length > 0 ? _complaint : line;

    public void Hear(string? line)
    {
        if (line is null)
        {
            InvalidOperationException ended = new($"A process of the crowd ended early. {_complaint}".TrimEnd());
            _done.TrySetException(ended);
            _compared.TrySetException(ended);
            return;
        }

        CrowdLine told = JsonSerializer.Deserialize<CrowdLine>(line, CrowdLine.Json)!;
        if (told.Compared is { } compared)
        {
            _compared.TrySetResult(compared);
            return;
        }

        _latest = told;
        if (told.Latencies is not null)
        {
            _done.TrySetResult(told);
        }
    }
}
