using System.Collections.Immutable;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Recommendations;

/// <summary>What one recommendation is made from.</summary>
/// <param name="Grade">The student's grade.</param>
/// <param name="Interests">Answers on interests, or null when the battery asked none.</param>
internal sealed record RecommendationRequest(int Grade, InterestAnswers? Interests)
{
    /// <summary>Whether the protocol needs a talk before a list is shown.</summary>
    public bool NeedsTalk { get; init; }

    /// <summary>The norm group, or null: then sectors are shown, not a ranked list.</summary>
    public ReferenceMeans? Reference { get; init; }

    /// <summary>Titles of the values the person puts high, by scale of work-values.</summary>
    public ImmutableDictionary<string, string> HighValues { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Titles of the values the person puts low, by scale of work-values.</summary>
    public ImmutableDictionary<string, string> LowValues { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Scales of object-of-work in the person's leading tier; empty unless that tier stands out from the others.</summary>
    public ImmutableArray<string> LeadingObjects { get; init; } = [];

    /// <summary>Titles of the sections of tasks that went better than others of the same person, by aptitude of the atlas.</summary>
    public ImmutableDictionary<string, string> Strengths { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Labour demand by code of the profession, shown beside the fit.</summary>
    public ImmutableDictionary<string, DemandView> Demand { get; init; } = ImmutableDictionary<string, DemandView>.Empty;
}
