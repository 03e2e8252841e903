using Diagnostics.Engine.ItemModels;

namespace Diagnostics.Tests.ItemModels;

public sealed class FormSampleTests
{
    [Fact]
    public void Parts_merge_to_the_same_rows_in_any_order_and_the_smallest_draws_stay()
    {
        SampledRow[] rows = [.. Enumerable.Range(0, 1_000).Select(place => new SampledRow(FormSample.DrawOf($"session {place}"), "female", "city", [(byte)(place % 5)]))];
        FormSample forwards = Merged(rows.Chunk(37));
        FormSample backwards = Merged(rows.Reverse().Chunk(110));
        Assert.Equal(1_000, forwards.Sessions);
        Assert.Equal(rows.OrderBy(row => row.Draw).Take(50).Select(row => row.Draw), forwards.Read().Select(row => row.Draw));
        Assert.Equal(forwards.Read().Select(row => row.Draw), backwards.Read().Select(row => row.Draw));
    }

    [Fact]
    public void Nobody_is_left_out_while_there_are_few()
    {
        FormSample sample = Merged(Enumerable.Range(0, 60).Select(place => new[] { new SampledRow((ulong)place, null, "village", [0]) }), most: 60);
        Assert.Equal(60, sample.Read().Length);
    }

    private static FormSample Merged(IEnumerable<SampledRow[]> parts, int most = 50)
    {
        FormSample whole = new(most);
        foreach (SampledRow[] part in parts)
        {
            FormSample own = new(most);
            foreach (SampledRow row in part)
            {
                own.Add(row);
            }

            whole.Merge(own);
        }

        return whole;
    }
}
