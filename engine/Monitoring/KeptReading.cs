using System.Collections.Immutable;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Monitoring;

/// <summary>The last pass over a campaign as it is kept.</summary>
/// <param name="Counted">Sessions nothing speaks against; where all are simulated, those.</param>
/// <param name="IsSimulated">The counted ones are the engine's own students: nothing of it is about people.</param>
/// <param name="Against">How many sessions each reason kept out; one may have several. Null where the count would tell of few (<see cref="ToldReasons"/>).</param>
/// <param name="Differing">Sessions whose stored profile is not what the rules make of their answers.</param>
/// <param name="Waiting">Sessions whose reasons were still to be made: the next pass has them.</param>
/// <param name="Hash">Of all of it: what is frozen of it names it.</param>
public sealed record KeptReading(
    string CampaignId, long MadeAtMs, long Sessions, long Counted, bool IsSimulated, IReadOnlyDictionary<StandingReason, long?> Against, long Differing, long Unreadable, long Waiting,
    string Hash, ImmutableArray<KeptFormHead> Forms);

/// <param name="Sessions">Counted ones that took it.</param>
public sealed record KeptFormHead(FormKey Key, long Sessions);

/// <summary>One form of it.</summary>
/// <param name="Norms">By each of <see cref="FormTally.Groupings"/>; empty where no scale compares persons.</param>
/// <param name="Items">By grade, then all grades together.</param>
/// <param name="Models">Null where no scale compares persons, and of a pass made before there were any.</param>
internal sealed record KeptForm(ImmutableArray<NormSet> Norms, ImmutableArray<GradeItems> Items, FormModels? Models)
{
    /// <param name="by">One of the groupings.</param>
    public NormSet? By(ImmutableArray<string> by) => Norms.FirstOrDefault(norms => norms.By.AsSpan().SequenceEqual(by.AsSpan()));
}

/// <summary>A form as a reading of some year met it.</summary>
/// <param name="Year">Of the campaign.</param>
internal sealed record KeptYearForm(int Year, FormKey Key, long Sessions, bool IsSimulated);
