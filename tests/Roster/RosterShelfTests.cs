using System.Text;
using Diagnostics.Engine.Roster;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Rosters;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Roster;

/// <summary>How long a file stands on the server's disk.</summary>
public sealed class RosterShelfTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private TestHouse _house = null!;

    private string[] Files => Directory.Exists(_house.Engine.Roster.Folder) ? Directory.GetFiles(_house.Engine.Roster.Folder) : [];

    public async Task InitializeAsync() => _house = await TestHouse.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public void What_an_earlier_run_left_is_gone_at_the_start()
    {
        Directory.CreateDirectory(_house.Engine.Roster.Folder);
        File.WriteAllText(Path.Combine(_house.Engine.Roster.Folder, "left"), "Школа;Класс");
        _ = Shelf();
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_file_nobody_goes_on_with_is_not_found_after_an_hour_and_then_gone()
    {
        RosterShelf shelf = Shelf();
        RosterWork work = await TakeAsync(shelf);
        _clock.Advance(TimeSpan.FromMinutes(59));
        shelf.Sweep();
        Assert.NotNull(shelf.Find(work.Id, work.Account));
        Assert.Single(Files);
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(shelf.Find(work.Id, work.Account));
        shelf.Sweep();
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_file_that_is_written_to_the_end_is_gone_and_what_was_done_is_still_told()
    {
        RosterShelf shelf = Shelf();
        RosterWork work = await TakeAsync(shelf);
        work.Plan(await _house.PlanAsync(await _house.RegionAsync(), work.File));
        Assert.True(shelf.TryApply(work));
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (work.State.Stage == RosterStage.Writing)
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.Empty(Files);
        Assert.Equal(new RosterDone(1, 0, 1), shelf.Find(work.Id, work.Account)!.State.Done);
    }

    private RosterShelf Shelf() => new(_house.Engine.Roster, new Life(), _clock, NullLogger<RosterShelf>.Instance);

    private static async Task<RosterWork> TakeAsync(RosterShelf shelf)
    {
        using MemoryStream body = new(Encoding.UTF8.GetBytes("Муниципалитет;Школа;Класс\nОкруг;Школа;8А\n"));
        return (await shelf.TakeAsync(RosterHouse.Actor, body, default))!.Value.Work!;
    }

    private sealed class Life : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
