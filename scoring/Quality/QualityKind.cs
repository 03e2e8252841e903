namespace Diagnostics.Scoring.Quality;

/// <summary>In what way answers look unusual. Two flags of one kind say the same thing twice; two of different kinds say more.</summary>
public enum QualityKind
{
    /// <summary>The same answer again and again.</summary>
    Monotony,

    /// <summary>Items about one thing are answered unlike each other.</summary>
    Inconsistency,

    /// <summary>A combination of answers that hardly anybody gives.</summary>
    Improbability,

    /// <summary>Answers come faster than the items can be read.</summary>
    Haste,
}
