namespace Diagnostics.Scoring.Dif;

/// <summary>Which of the two compared groups a respondent is in.</summary>
public enum DifGroup
{
    /// <summary>Neither: left out.</summary>
    Neither,

    /// <summary>The group items are compared with.</summary>
    Reference,

    /// <summary>The group an item may be unfair to.</summary>
    Focal,
}
