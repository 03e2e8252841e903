using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Clicks;

/// <summary>
/// Clicks that are not written yet, by school, link and day, and the prints of who opened what, so that one student counts once a link. The prints are hashes under a key of this process:
/// they lie in memory alone and lead back to nobody. Thread-safe.
/// </summary>
internal sealed class ClickCounter
{
    /// <summary>Then it begins anew, and a click may count once more: some 40 MB.</summary>
    private const int MostPrints = 1_000_000;

    private readonly Lock _gate = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly HashSet<ulong> _seen = [];
    private Dictionary<ClickPlace, long> _waiting = [];

    /// <summary>Counts it, unless this session has opened this link before.</summary>
    public void Count(string sessionId, ClickPlace place)
    {
        ulong print = PrintOf(sessionId, place.Link);
        lock (_gate)
        {
            if (_seen.Count >= MostPrints)
            {
                _seen.Clear();
            }

            if (_seen.Add(print))
            {
                Add_NeedsLock(place, 1);
            }
        }
    }

    /// <summary>What waits, taken out.</summary>
    public IReadOnlyDictionary<ClickPlace, long> Take()
    {
        lock (_gate)
        {
            Dictionary<ClickPlace, long> taken = _waiting;
            _waiting = [];
            return taken;
        }
    }

    /// <summary>It could not be written.</summary>
    public void GiveBack(IEnumerable<KeyValuePair<ClickPlace, long>> taken)
    {
        lock (_gate)
        {
            foreach ((ClickPlace place, long clicks) in taken)
            {
                Add_NeedsLock(place, clicks);
            }
        }
    }

    private void Add_NeedsLock(ClickPlace place, long clicks) => _waiting[place] = _waiting.GetValueOrDefault(place) + clicks;

    private ulong PrintOf(string sessionId, string link) => BitConverter.ToUInt64(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{sessionId} {link}")));
}

/// <param name="Day">Days since the beginning of 1970, UTC.</param>
internal readonly record struct ClickPlace(string CampaignId, string SchoolId, string Link, long Day);
