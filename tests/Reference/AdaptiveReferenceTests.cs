using System.Globalization;
using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Tests.Reference;

/// <summary>catR's traces: the same items in the same order, θ and its error to 1e-8, the same end.</summary>
public sealed class AdaptiveReferenceTests
{
    [Theory]
    [InlineData("sim2pl30", 0.40, 20, 344)]
    [InlineData("simgrm12", 0.35, 8, 96)]
    public void Traces_agree_item_by_item(string set, double error, int most, int rows)
    {
        CalibratedResponses data = CalibratedResponses.Read(
            ReferenceTable.FreePath, set, ReferenceTable.Read(ReferenceTable.FreePath($"{set}_true_params.csv")));
        ReferenceTable trace = ReferenceTable.Read(ReferenceTable.FreePath($"{set}_cat_trace.ref.csv"));
        AdaptiveTest test = new(new AdaptiveBank(data.Items), new AdaptiveRules(error, most));
        Assert.Equal(rows, trace.Rows);
        int row = 0;
        while (row < trace.Rows)
        {
            byte[] answers = data.Row(int.Parse(trace.Text(row, "respondent"), CultureInfo.InvariantCulture) - 1);
            AdaptiveState state = test.Begin();
            for (AdaptiveMove move = test.Next(state); move.Stop is null; move = test.Next(state), row++)
            {
                Assert.Equal(trace.Number(row, "item_no"), move.Item + 1);
                Assert.Equal(trace.Number(row, "response"), answers[move.Item]);
                state = test.Answer(state, move, answers[move.Item]);
                Assert.Equal(trace.Number(row, "step"), state.Items.Length);
                Assert.Equal(trace.Number(row, "theta"), state.Theta, 1e-8);
                Assert.Equal(trace.Number(row, "se"), state.StandardError, 1e-8);
            }

            Assert.Equal(state.StandardError <= error ? StopReason.Precise : StopReason.Longest, test.Next(state).Stop);
        }
    }
}
