namespace Diagnostics.Scoring.Keys;

/// <summary>What comparisons a scale allows.</summary>
public enum ScaleKind
{
    /// <summary>Persons may be compared with each other: norms, reliability and change are defined.</summary>
    Normative,

    /// <summary>Scores of one person sum to a constant: only ranks within the person are defined (Clemans, 1966; Hicks, 1970).</summary>
    Ipsative,

    /// <summary>Right and wrong answers against a fixed criterion.</summary>
    Criterion,
}
