namespace Diagnostics.Scoring.Irt;

/// <summary>Whose derivative is 0 at the estimate.</summary>
internal enum ScoreKind
{
    /// <summary>l'.</summary>
    Likelihood,

    /// <summary>l' − θ.</summary>
    Posterior,

    /// <summary>l' + I'/(2I).</summary>
    Jeffreys,

    /// <summary>l' + J/(2I).</summary>
    Warm,
}
