namespace Diagnostics.Scoring.Irt;

/// <summary>One person by every estimator that looks for a maximum.</summary>
/// <param name="Answered">How many items were answered.</param>
/// <param name="Map">Mode of the posterior under N(0, 1).</param>
/// <param name="MaximumLikelihood">Mode of the likelihood.</param>
/// <param name="Jeffreys">Mode of the likelihood times √I.</param>
/// <param name="Warm">Warm's weighted likelihood estimate.</param>
public readonly record struct AbilityEstimates(
    int Answered, AbilityEstimate Map, AbilityEstimate MaximumLikelihood, AbilityEstimate Jeffreys, AbilityEstimate Warm);
