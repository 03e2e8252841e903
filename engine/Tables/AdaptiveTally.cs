using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Engine.Tables;

/// <summary>How the adaptive tests of a file went.</summary>
public sealed class AdaptiveTally
{
    private readonly Dictionary<StopReason, int> _ends = [];

    /// <summary>How many persons.</summary>
    public int Persons { get; private set; }

    /// <summary>Items given to all of them together.</summary>
    public long Items { get; private set; }

    /// <summary>How many tests ended for a reason.</summary>
    public int EndedBy(StopReason reason) => _ends.GetValueOrDefault(reason);

    internal void Add(int items, StopReason reason)
    {
        Persons++;
        Items += items;
        _ends[reason] = EndedBy(reason) + 1;
    }
}
