using Diagnostics.Scoring.Dif;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Reference;

/// <summary>Mantel–Haenszel laid beside R's difR and an independent second implementation: 1e-9 relative.</summary>
public sealed class DifReferenceTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Every_column_of_1200_answers_with_three_planted_items()
    {
        var expected = ReferenceTable.Read(ReferenceTable.FreePath("sim2pl30_dif_mh.ref.csv"));
        var answers = ReferenceTable.Read(ReferenceTable.FreePath("sim2pl30_items.csv"));
        string[] items = [.. Enumerable.Range(0, expected.Rows).Select(row => expected.Text(row, "item"))];
        byte[] codes = [.. Enumerable.Range(0, answers.Rows).SelectMany(row => items.Select(item => (byte)answers.Number(row, item)))];
        DifGroup[] groups = [.. Enumerable.Range(0, answers.Rows).Select(row => answers.Text(row, "group") == "0" ? DifGroup.Reference : DifGroup.Focal)];
        DifSample sample = DifSample.Of(ResponseMatrix.FromRows(codes, items.Length), groups, [.. items.Select(_ => 2)]);
        var all = DifAnalysis.Of(sample);
        var purified = DifAnalysis.Purified(sample);
        Assert.True(purified.IsSettled);
        Assert.Equal(expected.Number(0, "n_ref"), sample.Reference);
        Assert.Equal(expected.Number(0, "n_focal"), sample.Focal);
        for (int row = 0; row < items.Length; row++)
        {
            MantelHaenszel item = all.Items[row].Binary!.Value;
            Agree("alphaMH", item.Alpha);
            Agree("lnAlpha", item.LogAlpha);
            Agree("varLnAlpha_PH", item.Variance);
            Agree("deltaMH", item.Delta);
            Agree("seDelta", item.DeltaError);
            Agree("chi2_corrected", item.ChiSquared);
            Agree("p_corrected", item.Probability);
            Agree("chi2_uncorrected", item.ChiSquaredUncorrected);
            Assert.Equal(expected.Text(row, "ets_size_only"), item.SizeClass.ToString());
            Assert.Equal(expected.Text(row, "ets_full"), item.FullClass.ToString());
            Agree("purified_alphaMH", purified.Items[row].Binary!.Value.Alpha);
            Agree("purified_chi2", purified.Items[row].Binary!.Value.ChiSquared);
            Assert.Equal(expected.Text(row, "purified_flag_05") == "1", purified.Items[row].IsFlagged);

            void Agree(string column, double actual) => Agreement.Relative(expected.Number(row, column), actual, Tolerance, $"{items[row]}, {column}");
        }
    }
}
