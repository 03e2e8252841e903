using Diagnostics.Engine.Roster;

namespace Diagnostics.Web.Rosters;

/// <summary>How far an import has come.</summary>
internal enum RosterStage
{
    /// <summary>The file is here; nobody has said what its columns are.</summary>
    Read,

    /// <summary>What would change is told.</summary>
    Planned,
    Writing,
    Done,

    /// <summary>The store was away. What is written stays; the same again does the rest.</summary>
    Stopped,
}

/// <summary>One file somebody brought, until it is imported or an hour old. In this node's memory; the file itself stands on its disk for as long.</summary>
internal sealed class RosterWork(string id, string account, string file, RosterInspection found)
{
    private double _share;
    private volatile RosterState _state = new(RosterStage.Read, null, null);

    public string Id => id;

    public string Account => account;

    public string File => file;

    public RosterInspection Found => found;

    public long TouchedAt { get; set; }

    public RosterState State => _state;

    /// <summary>Of the writing, 0..1.</summary>
    public double Share
    {
        get => Volatile.Read(ref _share);
        set => Volatile.Write(ref _share, value);
    }

    public void Plan(RosterPlan plan) => _state = new RosterState(RosterStage.Planned, plan, null);

    /// <summary>False when it is being written, was written, or nothing was planned.</summary>
    public bool TryBegin()
    {
        RosterState now = _state;
        return now is { Stage: RosterStage.Planned or RosterStage.Stopped, Plan: not null }
            && Interlocked.CompareExchange(ref _state, now with { Stage = RosterStage.Writing }, now) == now;
    }

    public void End(RosterDone? done) => _state = _state with { Stage = done is null ? RosterStage.Stopped : RosterStage.Done, Done = done };
}

/// <param name="Done">What was written, once it is.</param>
internal sealed record RosterState(RosterStage Stage, RosterPlan? Plan, RosterDone? Done);
