using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Privacy;

/// <summary>The verb <c>db retention</c>: lists without touching, and erases what is due when told to.</summary>
public sealed class RetentionCommandTests : VerbTests
{
    [Fact]
    public async Task It_lists_what_is_due_and_erases_only_with_apply()
    {
        await using TestHouse house = await TestHouse.OpenAsync(clock: TimeProvider.System);
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2");
        string key = (await pupil.FinishAsync(2)).ResultKey!;
        await house.Engine.DisposeAsync();
        Assert.Equal(ExitCode.Success, await RunAsync(house));
        Assert.Contains("sessions held: 1, kept until", Output.ToString(), StringComparison.Ordinal);

        await house.ReopenAsync();
        await house.ExecuteAsync("UPDATE campaign SET opens_at = 1, closes_at = 2");
        await house.Engine.DisposeAsync();
        Assert.Equal(ExitCode.Success, await RunAsync(house));
        Assert.Contains("due.", Output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Classes with something due: 1. Nothing was changed.\n", Output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await house.ReopenAsync();
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));
        await house.Engine.DisposeAsync();

        Assert.Equal(ExitCode.Success, await RunAsync(house, "--apply"));
        Assert.EndsWith("Sessions erased: 1.\n", Output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await house.ReopenAsync();
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        Assert.Equal(0, await pupil.RowsAsync());
    }

    [Fact]
    public async Task A_folder_without_a_store_is_refused_and_stays_empty()
    {
        Assert.Equal(ExitCode.BadInput, await InvokeAsync(DbCommand.Create(), "retention", "--data", Folder.PathOf("nothing")));
        Assert.Contains("There is no store", Messages.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.PathOf("nothing")));
    }

    private Task<int> RunAsync(TestHouse house, params string[] more) => InvokeAsync(DbCommand.Create(), ["retention", "--data", house.Folder, .. more]);
}
