using System.Collections.Concurrent;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// Makes and keeps the reading of a region: asked for by somebody, or due because something it is made of has changed since the last one. One pass at a time.
/// Safe for several threads.
/// </summary>
public sealed class ReadingDesk
{
    /// <summary>A lesson that began earlier is over.</summary>
    private static readonly TimeSpan LongestLesson = TimeSpan.FromMinutes(90);

    /// <summary>After the last finish.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    private readonly Database _database;
    private readonly ReadingShelf _shelf;
    private readonly RegionPass _pass;
    private readonly TimeProvider _clock;
    private readonly AskedRuns<AskedReading, ReadingProgress> _runs = new(share => new ReadingProgress(share, HasFailed: false), ReadingProgress.None);

    /// <summary>How many sessions of a campaign waited at the last look.</summary>
    private readonly ConcurrentDictionary<string, long> _waiting = new(StringComparer.Ordinal);

    internal ReadingDesk(Database database, ReadingShelf shelf, RegionPass pass, TimeProvider clock) => (_database, _shelf, _pass, _clock) = (database, shelf, pass, clock);

    /// <summary>Asks for a pass over a region; it is made behind those asked for before. False when one is asked for or under way.</summary>
    /// <param name="actor">Identifier of the account that asks.</param>
    public bool Ask(string regionId, string actor) => _runs.Ask(new AskedReading(regionId, actor));

    /// <summary>How far the region's pass has come.</summary>
    public ReadingProgress ProgressOf(string regionId) => _runs.ProgressOf(regionId);

    /// <summary>What was asked for, in order; whoever goes through it makes each with <see cref="RunAsync"/>.</summary>
    public IAsyncEnumerable<AskedReading> AskedAsync(CancellationToken cancellation) => _runs.AskedAsync(cancellation);

    /// <summary>Makes one pass and keeps what it found. Where there are no lessons yet nothing is kept.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task RunAsync(AskedReading asked, CancellationToken cancellation)
    {
        bool isDone = false;
        try
        {
            if (await RegionCampaign.FindAsync(_database, asked.RegionId, cancellation) is { } campaign)
            {
                ReadingMark mark = await MarkAsync(campaign, cancellation);
                // Beside lessons one core stays theirs.
                int workers = await IsQuietAsync(cancellation) ? Environment.ProcessorCount : 1;
                RegionReading reading = await _pass.RunAsync(asked.RegionId, workers, _runs.Teller(asked.RegionId), cancellation);
                await _shelf.WriteAsync(asked.RegionId, campaign, reading, mark.Text, asked.Actor, cancellation);
            }

            isDone = true;
        }
        finally
        {
            _runs.End(asked.RegionId, new ReadingProgress(null, HasFailed: !isDone));
        }
    }

    private const string Regions = "SELECT r.id FROM region r WHERE NOT EXISTS (SELECT 1 FROM rehearsal h WHERE h.region_id = r.id) ORDER BY r.id";

    /// <summary>Regions where something has changed since the last reading; none while lessons go on.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellation)
    {
        List<string> due = [];
        if (!await IsQuietAsync(cancellation))
        {
            return due;
        }

        foreach (string regionId in await _database.QueryAsync<string>(Regions, null, cancellation))
        {
            if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is { } campaign
                && await MarkAsync(campaign, cancellation) is { Finished: > 0 } mark && IsSteady(campaign, mark)
                && (await _shelf.HeadAsync(campaign.Id, cancellation))?.Mark != mark.Text)
            {
                due.Add(regionId);
            }
        }

        return due;
    }

    // After a change of rules reasons are made anew, class by class: figures of a part would stand in the place of whole ones. Those nobody can read wait for ever and hold up nothing.
    private bool IsSteady(RegionCampaign campaign, ReadingMark mark)
    {
        bool isSame = _waiting.GetValueOrDefault(campaign.Id) == mark.Waiting;
        _waiting[campaign.Id] = mark.Waiting;
        return mark.Waiting == 0 || isSame;
    }

    private Task<ReadingMark> MarkAsync(RegionCampaign campaign, CancellationToken cancellation) => ReadingMark.OfAsync(_database, campaign, _pass.IndicatorVersion, cancellation);

    private const string Latest = "SELECT MAX(started_at) AS StartedAt, MAX(finished_at) AS FinishedAt FROM test_session";

    // By what students do, not by what boards say: a lesson nobody ended would otherwise go on for ever.
    private async Task<bool> IsQuietAsync(CancellationToken cancellation)
    {
        LatestRow latest = (await _database.FirstOrDefaultAsync<LatestRow>(Latest, null, cancellation))!;
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return now - (latest.StartedAt ?? 0) >= LongestLesson.TotalMilliseconds && now - (latest.FinishedAt ?? 0) >= Quiet.TotalMilliseconds;
    }

    private sealed record LatestRow
    {
        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }
    }
}

/// <param name="Actor">Who asked.</param>
public sealed record AskedReading(string RegionId, string Actor) : IAskedRun;

/// <param name="Share">Of the way that is done, 0..1: schools read, then items modelled; null while nothing is under way.</param>
/// <param name="HasFailed">The last pass did not come to its end.</param>
public sealed record ReadingProgress(double? Share, bool HasFailed) : IRunProgress
{
    public static ReadingProgress None { get; } = new(null, HasFailed: false);
}
