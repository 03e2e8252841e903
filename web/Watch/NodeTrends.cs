using Diagnostics.Engine.LiveDay;

namespace Diagnostics.Web.Watch;

/// <summary>The last five minutes of each node by looks, in memory. Thread-safe.</summary>
internal sealed class NodeTrends
{
    private const int Most = 150;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<NodeMoment>> _moments = new(StringComparer.Ordinal);

    public void Add(string node, long nowMs, NodeWord word)
    {
        lock (_gate)
        {
            if (!_moments.TryGetValue(node, out Queue<NodeMoment>? moments))
            {
                _moments[node] = moments = new Queue<NodeMoment>(Most);
            }

            if (moments.Count == Most)
            {
                moments.Dequeue();
            }

            moments.Enqueue(new NodeMoment(nowMs, word.Load.AnswersPerSecond, word.Figures?.Acknowledged.P99, word.Load.Waiting));
        }
    }

    /// <summary>Lets go of nodes that are gone.</summary>
    public void Keep(IReadOnlyCollection<string> nodes)
    {
        lock (_gate)
        {
            foreach (string gone in _moments.Keys.Where(node => !nodes.Contains(node)).ToArray())
            {
                _moments.Remove(gone);
            }
        }
    }

    public IReadOnlyList<NodeMoment> Of(string node)
    {
        lock (_gate)
        {
            return _moments.TryGetValue(node, out Queue<NodeMoment>? moments) ? [.. moments] : [];
        }
    }
}

/// <summary>A node at one look.</summary>
/// <param name="AtMs">By the clock of the node that tells it, Unix ms.</param>
/// <param name="AckP99Ms">Null where nothing was acknowledged.</param>
internal sealed record NodeMoment(long AtMs, double AnswersPerSecond, double? AckP99Ms, int Waiting);

/// <summary>All nodes on the store, the one that was asked first.</summary>
internal sealed record ServerView(long AtMs, IReadOnlyList<ServerNode> Nodes);

/// <param name="Name">Of its machine.</param>
/// <param name="IsHeard">It said something lately.</param>
/// <param name="AgeMs">Since it looked at itself, or since it was heard last.</param>
/// <param name="Figures">Null for a node of a version that does not tell them.</param>
internal sealed record ServerNode(
    string Id, string Name, bool IsSelf, bool IsHeard, long AgeMs, NodeLoad Load, NodeFigures? Figures, IReadOnlyList<NodeMoment> Trend);
