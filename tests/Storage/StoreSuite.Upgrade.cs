using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Storage;

/// <summary>A new program on the store of an earlier one.</summary>
public abstract partial class StoreSuite
{
    /// <summary>Brings what a store holds into another of an earlier schema.</summary>
    /// <param name="today">As <see cref="NewStoreAsync"/> gave it.</param>
    /// <param name="folder">Its data folder, with nobody at work in it.</param>
    /// <param name="earlierFolder">The data folder of the other; its keys are there.</param>
    /// <param name="back">Migrations that are yet to come.</param>
    /// <returns>The other store, as <see cref="NewStoreAsync"/> gives it.</returns>
    private protected abstract Task<string?> CopyToEarlierAsync(string? today, string folder, string earlierFolder, int back);

    [StoreFact]
    public async Task A_store_of_an_earlier_schema_is_brought_up_with_every_answer_and_finished_session_in_place()
    {
        string folder = Directory.CreateTempSubdirectory("diagnostics-today-").FullName;
        string? today = await NewStoreAsync();
        TestHouse house = await TestHouse.OpenAsync(today, folder: folder);
        SchoolClass room = await house.ClassAsync();
        Pupil finished = await house.PupilAsync(room);
        Pupil unfinished = await house.PupilAsync(room, seat: 2);
        await finished.PutAsync(1, [.. Enumerable.Repeat("1", 40)]);
        await unfinished.PutAsync(1, "1", "2", "3");
        string? key = (await finished.FinishAsync(40)).ResultKey;
        Assert.NotNull(key);
        string[] before = await HeldAsync(house);
        await house.DisposeAsync();
        foreach (int back in (int[])[1, 5])
        {
            string earlierFolder = Directory.CreateTempSubdirectory("diagnostics-earlier-").FullName;
            Directory.CreateDirectory(Path.Combine(earlierFolder, "keys"));
            foreach (string file in Directory.GetFiles(Path.Combine(folder, "keys")))
            {
                File.Copy(file, Path.Combine(earlierFolder, "keys", Path.GetFileName(file)));
            }

            string? earlier = await CopyToEarlierAsync(today, folder, earlierFolder, back);
            await using (TestHouse upgraded = await TestHouse.OpenAsync(earlier, house.Clock, earlierFolder))
            {
                Assert.Equal(before, await HeldAsync(upgraded));
                Assert.Equal(key, (await (finished with { House = upgraded }).FinishAsync(40)).ResultKey);
                Pupil goesOn = unfinished with { House = upgraded };
                Assert.Equal(3, (await goesOn.HelloAsync(goesOn.Epoch, lastAck: 3)).HighWater);
                Assert.Equal(4, (await goesOn.PutAsync(4, "1")).HighWater);
                Assert.Equal(PutStatus.Ok, (await goesOn.FinishAsync(4)).Status);
            }

            StoreReport report = new StoreVerifier(ContentShelf.Load(null).Batteries)
                .Verify(new EngineOptions { DataFolder = earlierFolder, Database = earlier }, new Progress<double>(), default);
            Assert.True(report.IsSound, string.Join('\n', report.Faults));
            Directory.Delete(earlierFolder, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every answer of the log and every finished session, one to a line.</summary>
    private static async Task<string[]> HeldAsync(TestHouse house) => await house.Engine.Writer.RunAsync(
        null,
        scope => (string[])
        [
            .. scope.Query<HeldRow>("SELECT session, number, item, value FROM answer_log ORDER BY session, number", null).Select(row => $"{row.Session} {row.Number} {row.Item} {row.Value}"),
            .. scope.Query<HeldRow>("SELECT session_id AS Session, last_number AS Number, answered AS Item, answer_values AS Value FROM finished_session ORDER BY session_id", null)
                .Select(row => $"{row.Session} {row.Number} {row.Item} {row.Value}"),
        ],
        default);

    private sealed record HeldRow
    {
        public required string Session { get; init; }

        public required long Number { get; init; }

        public required long Item { get; init; }

        public required string Value { get; init; }
    }
}
