using System.Collections.Concurrent;

namespace Diagnostics.Web.Hubs;

/// <summary>Which classes have someone looking at their board: the others cost nothing.</summary>
public sealed class BoardViewers
{
    private readonly ConcurrentDictionary<string, int> _count = new(StringComparer.Ordinal);

    public IEnumerable<string> Classes => _count.Where(pair => pair.Value > 0).Select(pair => pair.Key);

    public void Came(string classId) => _count.AddOrUpdate(classId, 1, (_, viewers) => viewers + 1);

    public void Left(string classId)
    {
        if (_count.AddOrUpdate(classId, 0, (_, viewers) => viewers - 1) == 0)
        {
            _count.TryRemove(new KeyValuePair<string, int>(classId, 0));
        }
    }
}
