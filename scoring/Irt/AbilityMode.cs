namespace Diagnostics.Scoring.Irt;

/// <summary>The estimate of ability at which person fit is measured; its r₀ is what the score of the likelihood lacks to 0 there.</summary>
public enum AbilityMode
{
    /// <summary>Maximum likelihood: r₀ = 0.</summary>
    MaximumLikelihood,

    /// <summary>Warm's estimate: r₀ = J/(2I).</summary>
    Warm,

    /// <summary>Mode of the posterior under N(0, 1): r₀ = −θ.</summary>
    Posterior,
}
