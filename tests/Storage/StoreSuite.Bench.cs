using Diagnostics.Engine.Bench;

namespace Diagnostics.Tests.Storage;

public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_draft_is_written_published_and_read_by_another_node()
    {
        await using TestHouse house = await OpenAsync();
        string region = (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id;
        string draft = (await house.Engine.Bench.BeginAsync(region, new DraftStart.Empty(DraftKind.Pairs), "somebody", default))!;
        DraftView view = (await house.Engine.Bench.ReadAsync(region, draft, default))!;
        string text = view.Text.Replace("my-instrument", "pairs-of-mine", StringComparison.Ordinal);
        Assert.Equal(2, (await house.Engine.Bench.WriteAsync(region, draft, 1, text, "somebody", default)).Draft!.Revision);
        Assert.Equal("pairs-of-mine", Assert.Single(await house.Engine.Bench.ListAsync(region, default)).Instrument);
        PublishResult result = await house.Engine.Publications.PublishAsync(region, draft, new PublishOrder(2, [8, 9], 60, "Проба"), "somebody", default);
        Assert.Equal(PublishOutcome.Done, result.Outcome);

        await house.ReopenAsync();
        Assert.Equal(60, house.Engine.Batteries.Get("pairs-of-mine", "1.0.0").Steps[0].Seconds);
        Assert.Empty(await house.Engine.Bench.ListAsync(region, default));
        await house.Engine.Published.LoadAsync(default);
        Assert.Equal([8, 9], Assert.Single(await house.Engine.Publications.ListAsync(region, default)).Grades.AsEnumerable());
    }
}
