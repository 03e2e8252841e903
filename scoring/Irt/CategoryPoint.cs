namespace Diagnostics.Scoring.Irt;

/// <summary>One answer category at one θ: its probability and the derivatives of its logarithm.</summary>
/// <param name="Probability">P, 0..1; 0 only where a double has no smaller number.</param>
/// <param name="Score">d log P/dθ; P' = P·Score.</param>
/// <param name="Curvature">d² log P/dθ²; P'' = P·(Score² + Curvature). The observed information of an answer is −Curvature.</param>
public readonly record struct CategoryPoint(double Probability, double Score, double Curvature);
