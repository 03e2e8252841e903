using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Which classes have someone looking at their board: the others cost nothing.</summary>
public sealed class BoardViewers
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, HubCallerContext>> _viewers = new(StringComparer.Ordinal);

    public IEnumerable<string> Classes => _viewers.Where(pair => !pair.Value.IsEmpty).Select(pair => pair.Key);

    /// <summary>The connections that look at a class's board on this node now.</summary>
    public IEnumerable<string> Of(string classId) =>
        _viewers.TryGetValue(classId, out ConcurrentDictionary<string, HubCallerContext>? viewers) ? viewers.Keys : [];

    /// <summary>Everybody who looks at a board on this node now.</summary>
    public IReadOnlyList<HubCallerContext> All => [.. _viewers.Values.SelectMany(viewers => viewers.Values)];

    public void Came(string classId, HubCallerContext viewer) => _viewers.GetOrAdd(classId, _ => new(StringComparer.Ordinal))[viewer.ConnectionId] = viewer;

    public void Left(string classId, HubCallerContext viewer)
    {
        if (_viewers.TryGetValue(classId, out ConcurrentDictionary<string, HubCallerContext>? viewers))
        {
            viewers.TryRemove(viewer.ConnectionId, out _);
        }
    }

    /// <summary>Ends every open board of a class on this node; whoever may still see it connects anew.</summary>
    public void Close(string classId)
    {
        foreach (HubCallerContext viewer in _viewers.TryGetValue(classId, out ConcurrentDictionary<string, HubCallerContext>? viewers) ? viewers.Values : [])
        {
            viewer.Abort();
        }
    }
}
