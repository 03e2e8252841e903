using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Diagnostics.Engine;

/// <summary>What was asked for and how far it has come: for a region one at a time, over all regions in the order of asking. Safe for several threads.</summary>
/// <param name="at">The progress of a run that has come so far, 0..1.</param>
/// <param name="none">The progress where nothing was asked for yet.</param>
internal sealed class AskedRuns<TAsked, TProgress>(Func<double, TProgress> at, TProgress none)
    where TAsked : IAskedRun
    where TProgress : class, IRunProgress
{
    private readonly ConcurrentDictionary<string, TProgress> _progress = new(StringComparer.Ordinal);
    private readonly Channel<TAsked> _asked = Channel.CreateUnbounded<TAsked>();

    /// <summary>Puts a run behind those asked for before. False when one of this region is asked for or under way.</summary>
    public bool Ask(TAsked asked)
    {
        TProgress begun = at(0);
        return ReferenceEquals(begun, _progress.AddOrUpdate(asked.RegionId, begun, (_, last) => last.Share is null ? begun : last))
            && _asked.Writer.TryWrite(asked);
    }

    /// <summary>What was asked for, in order.</summary>
    public IAsyncEnumerable<TAsked> AskedAsync(CancellationToken cancellation) => _asked.Reader.ReadAllAsync(cancellation);

    /// <summary>How far the region's run has come.</summary>
    public TProgress ProgressOf(string regionId) => _progress.GetValueOrDefault(regionId, none);

    /// <summary>Where a run of the region says how far it has come.</summary>
    public IProgress<double> Teller(string regionId) => new Told(share => _progress[regionId] = at(share));

    /// <summary>The region's run is over; the next one may be asked for.</summary>
    public void End(string regionId, TProgress ended) => _progress[regionId] = ended;

    /// <summary>Told on the spot: a progress that comes later than the end would say that the run still goes on.</summary>
    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}

/// <summary>Something that is made for a region because somebody asked for it.</summary>
internal interface IAskedRun
{
    string RegionId { get; }
}

/// <summary>How far it has come.</summary>
internal interface IRunProgress
{
    /// <summary>0..1; null while nothing is under way.</summary>
    double? Share { get; }
}
