using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Clicks;

/// <summary>
/// Counts that a link beside a result was opened: for its school, its campaign and the day. Whose result it was is asked to find the school and kept nowhere. Written together every few
/// seconds, so that a whole region's clicks are no work for the store.
/// </summary>
public sealed class ClickDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly RegionShelf _region;
    private readonly KeyRing _keys;
    private readonly TimeProvider _clock;
    private readonly ClickCounter _counter = new();

    internal ClickDesk(Database database, Writer writer, RegionShelf region, KeyRing keys, TimeProvider clock) =>
        (_database, _writer, _region, _keys, _clock) = (database, writer, region, keys, clock);

    private const string SchoolOfKey = $"""
        SELECT x.id AS SessionId, x.simulated, c.school_id AS SchoolId, c.campaign_id AS CampaignId
        FROM test_session x JOIN school_class c ON c.id = x.class_id
        WHERE x.result_hash = @hash AND {StoredResult.Agreed}
        """;

    /// <param name="resultKey">Whoever holds it looks at the result.</param>
    /// <param name="link">Identifier of a <see cref="Recommendations.ResourceLink"/>.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ClickOutcome> CountAsync(string resultKey, string link, CancellationToken cancellation)
    {
        foreach (ResultKey reading in ResultKey.Readings(resultKey))
        {
            if (await _database.FirstOrDefaultAsync<SchoolRow>(SchoolOfKey, new { hash = reading.Hash(_keys.LookUp.Span) }, cancellation) is not { } row)
            {
                continue;
            }

            if (_region.Places(row.Simulated)?.Resources.ContainsKey(link) != true)
            {
                return ClickOutcome.LinkUnknown;
            }

            _counter.Count(row.SessionId, new ClickPlace(row.CampaignId, row.SchoolId, link, DayOf(_clock.GetUtcNow())));
            return ClickOutcome.Counted;
        }

        return ClickOutcome.KeyUnknown;
    }

    private const string Update = """
        UPDATE link_click SET clicks = clicks + @clicks WHERE campaign_id = @CampaignId AND school_id = @SchoolId AND link = @Link AND day = @Day
        """;

    // A rehearsal may have ended meanwhile: then nothing is left to count for.
    private const string Insert = """
        INSERT INTO link_click (campaign_id, school_id, link, day, clicks)
        SELECT g.id, s.id, @Link, @Day, @clicks FROM campaign g CROSS JOIN school s WHERE g.id = @CampaignId AND s.id = @SchoolId
        """;

    /// <summary>Rows in one transaction: nobody's answer waits longer for it than for a batch of answers.</summary>
    private const int Portion = 500;

    /// <summary>Writes what was counted since the last time; what cannot be written waits for the next.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        // In one order on every node, so that none waits for another in a circle.
        KeyValuePair<ClickPlace, long>[] taken =
        [
            .. _counter.Take().OrderBy(one => one.Key.SchoolId, StringComparer.Ordinal).ThenBy(one => one.Key.Link, StringComparer.Ordinal).ThenBy(one => one.Key.Day),
        ];
        int written = 0;
        try
        {
            foreach (KeyValuePair<ClickPlace, long>[] portion in taken.Chunk(Portion))
            {
                await _writer.RunAsync(null, scope => Write(scope, portion), cancellation);
                written += portion.Length;
            }
        }
        finally
        {
            _counter.GiveBack(taken.Skip(written));
        }
    }

    private static int Write(WriteScope scope, KeyValuePair<ClickPlace, long>[] portion) => portion.Sum(one =>
    {
        var row = new { one.Key.CampaignId, one.Key.SchoolId, one.Key.Link, one.Key.Day, clicks = one.Value };
        return scope.Execute(Update, row) is > 0 and int changed ? changed : scope.Execute(Insert, row);
    });

    internal static long DayOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / (24 * 60 * 60);

    private sealed record SchoolRow
    {
        public required string SessionId { get; init; }

        public required bool Simulated { get; init; }

        public required string SchoolId { get; init; }

        public required string CampaignId { get; init; }
    }
}

public enum ClickOutcome
{
    Counted,

    /// <summary>The key opens nothing, or nothing any more.</summary>
    KeyUnknown,

    /// <summary>The server offers no such link.</summary>
    LinkUnknown,
}
