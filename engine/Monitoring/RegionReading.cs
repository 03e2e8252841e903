using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What a pass over a region found.</summary>
/// <param name="Sessions">Finished sessions that were scored again.</param>
/// <param name="Counted">Of them those that are counted: nothing speaks against them but, where all are, that they are simulated.</param>
/// <param name="IsSimulated">The counted ones are the engine's own students: nothing of it is about people.</param>
/// <param name="Against">How many sessions each reason kept out; one may have several.</param>
/// <param name="Differing">Sessions whose stored profile is not what the rules make of their answers.</param>
/// <param name="Unreadable">Sessions of which a stored row cannot be read, or that need content this server does not have.</param>
/// <param name="Waiting">Sessions whose reasons by the rules of now are still to be made: neither counted nor kept out.</param>
/// <param name="Forms">By instrument, version and form.</param>
/// <param name="Indicators">What may be told of schools and places.</param>
public sealed record RegionReading(
    long Sessions, long Counted, bool IsSimulated, IReadOnlyDictionary<StandingReason, long> Against, long Differing, long Unreadable, long Waiting,
    ImmutableArray<FormReading> Forms, ToldFigures Indicators);

/// <summary>One form of one instrument.</summary>
/// <param name="Norms">Histograms by each of the groupings; empty where no scale compares persons.</param>
/// <param name="Cohorts">By grade; empty where no scale compares persons.</param>
/// <param name="Items">By grade, then all grades together.</param>
public sealed record FormReading(
    Instrument Instrument, string Form, long Sessions, ImmutableArray<NormAccumulator> Norms, ImmutableArray<CohortReading> Cohorts, ImmutableArray<GradeItems> Items)
{
    /// <summary>What its items come to beyond counting; null where no scale compares persons.</summary>
    public FormModels? Models { get; init; }

    /// <summary>What the models are made of; gone when they are made.</summary>
    internal FormSample? Sample { get; init; }
}

/// <summary>One grade: distribution, reliability and items of each scale.</summary>
public sealed record CohortReading(int Grade, long Respondents, ImmutableArray<ScaleStatistics> Scales);
