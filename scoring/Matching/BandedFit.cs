namespace Diagnostics.Scoring.Matching;

/// <summary>How well one occupation fits one person. People see the band; r over six points is far too unsure for two decimals.</summary>
/// <param name="Occupation">Its number in the atlas.</param>
/// <param name="Rank">Place by r, from 1.</param>
/// <param name="R">Pearson's r, −1..1.</param>
/// <param name="Band">1 is the best; within a band fits cannot be told apart from that of its first.</param>
/// <param name="Low">5 % point of r over the draws, −1..1 (median-unbiased quantile, R's type 8).</param>
/// <param name="High">95 % point of r over the draws, −1..1 (median-unbiased quantile, R's type 8).</param>
/// <param name="TopShare">Share of the draws in which it is among the top N, 0..1.</param>
public sealed record BandedFit(int Occupation, int Rank, double R, int Band, double Low, double High, double TopShare);
