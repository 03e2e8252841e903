using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>The scores of a table of responses, counted for norms.</summary>
/// <param name="Gathered">Histograms by scale and group.</param>
/// <param name="Tally">What was read.</param>
/// <param name="LeftOut">Scales of the key that have no norms, because they are ipsative.</param>
public sealed record NormSample(NormAccumulator Gathered, ResponseTally Tally, ImmutableArray<string> LeftOut)
{
    /// <summary>Who is not in the norms, and which scales have none; empty when there is nothing to say.</summary>
    public string Remarks
    {
        get
        {
            List<string> remarks = [];
            if (Gathered.Ungrouped > 0)
            {
                remarks.Add($"{Gathered.Ungrouped} had an empty cell in {string.Join(",", Gathered.By)} and count for everybody only");
            }

            string[] skipped =
            [
                .. Enumerable.Range(0, Gathered.Scores.Length)
                    .Where(score => Gathered.SkippedOf(score) > 0)
                    .Select(score => $"{Gathered.Scores[score].Id} {Gathered.SkippedOf(score)}"),
            ];
            if (skipped.Length > 0)
            {
                remarks.Add($"without a complete score and not counted: {string.Join(", ", skipped)}");
            }

            if (!LeftOut.IsEmpty)
            {
                remarks.Add($"no norms for the ipsative scales {string.Join(", ", LeftOut)}");
            }

            return string.Concat(remarks.Select(remark => $" {char.ToUpperInvariant(remark[0])}{remark[1..]}."));
        }
    }
}
