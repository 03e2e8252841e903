namespace Diagnostics.Engine.Recommendations;

/// <summary>What a person is shown instead of, or as, a list; each state has its own honest words.</summary>
public enum RecommendationState
{
    /// <summary>No norm group: sectors in tiers with example professions.</summary>
    Families,

    /// <summary>A norm group: professions in bands, equals inside a band.</summary>
    Ranked,

    /// <summary>The six interests cannot be told apart: no list.</summary>
    Flat,

    /// <summary>All answers on interests are the same: no list.</summary>
    SameAnswers,

    /// <summary>Interests were not answered enough for six scores and their errors.</summary>
    TooFewAnswers,

    /// <summary>The protocol needs a talk first; before release nothing about its reliability is said to a student.</summary>
    Unclear,
}
