using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Adaptive;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Scoring;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Tasks are chosen by the answers; the link dies in the middle and the fixed order goes on; the link is back, the page is loaded anew, and all ends well.</summary>
[Collection(InOneBrowser.Name)]
public sealed class AdaptiveStory(Browser browser) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public async Task A_section_is_chosen_online_bridged_without_a_link_and_finished()
    {
        RunningServer server = new() { Demo = false, ContentFolder = AdaptiveLessonTests.WriteLesson(_folder) };
        await server.InitializeAsync();
        try
        {
            await using CuttableLink cable = new(server.Address);
            Pupil pupil = new(await (await browser.DeviceAsync(width: 360)).NewPageAsync(), number: 0);
            CodeSheet sheet = await OpenClassAsync(server);
            await pupil.EnterAsync(cable.Address, sheet.Cards[0].Code);
            await pupil.On("confirm").ClickAsync();
            await pupil.On("agree").ClickAsync();
            await pupil.On("practice-next").ClickAsync();
            BatteryStep step = server.Engine.Batteries.Named("adaptive-10", 10)!.Steps[1];
            await TakeAsync(pupil, cable, step, await SessionOf(server));
            await pupil.FinishAsync();
            Assert.NotEmpty(await pupil.ResultKeyAsync());
            await CheckAsync(server, step);
            await pupil.Page.Context.CloseAsync();
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task TakeAsync(Pupil pupil, CuttableLink cable, BatteryStep step, Func<string> session)
    {
        await pupil.AnswerAsync(until: step.FirstItem - 1);
        // The last of the plans is a number of answers at once or one: it is passed by.
        await pupil.On("skip").ClickAsync();
        await pupil.Page.GetByText("следующее подбирается по ответам").WaitForAsync();
        await pupil.Page.LookAsync("adaptive-intro");
        await pupil.On("block-start").ClickAsync();
        await pupil.On("item-position").WaitForAsync();
        await pupil.Page.LookAsync("adaptive-task");
        string?[] values = new string?[step.Form.Items.Length];
        for (int task = 0; task < 4; task++)
        {
            Assert.Equal(step.FirstItem + step.Adaptive!.At(session(), values).Next!.Value, await SolveAsync(pupil, step, values));
        }

        // The word on the fifth task has come or comes; whatever follows it, no server can say.
        await SolveAsync(pupil, step, values, () => CutAsync(pupil, cable));
        for (int task = 0; task < 2; task++)
        {
            int next = step.Adaptive!.OrderWithoutLink.First(item => values[item] is null);
            Assert.Equal(step.FirstItem + next, await SolveAsync(pupil, step, values));
        }

        await pupil.Page.Context.SetOfflineAsync(false);
        cable.Mend();
        await pupil.Page.SeeAsync("[data-testid=saved-state][data-pending='0']");
        await pupil.Page.ReloadAsync();
        await pupil.On("block-start").ClickAsync();
        await pupil.On("item-position").WaitForAsync();
        Assert.Equal(step.FirstItem + step.Adaptive!.At(session(), values).Next!.Value, await pupil.PositionAsync());
        while (await pupil.On("item-position").IsVisibleAsync())
        {
            await SolveAsync(pupil, step, values);
            await pupil.On("item-position").Or(pupil.On("finish")).First.WaitForAsync();
        }

        Assert.Equal(12, values.Count(value => value is not null));
    }

    /// <summary>Answers the task on the screen with its first option and returns its position.</summary>
    private static async Task<int> SolveAsync(Pupil pupil, BatteryStep step, string?[] values, Func<Task>? before = null)
    {
        int position = await pupil.PositionAsync();
        Assert.False(await pupil.On("back").IsVisibleAsync(), "a section whose tasks are chosen is gone through forwards only");
        await (before?.Invoke() ?? Task.CompletedTask);
        await pupil.Page.Keyboard.PressAsync("1");
        await pupil.Page.Keyboard.PressAsync("Enter");
        await pupil.Page.WaitForFunctionAsync("was => document.querySelector('[data-testid=item-position]')?.dataset.position !== String(was)", position);
        await pupil.On("item-position").Or(pupil.On("finish")).First.WaitForAsync();
        values[position - step.FirstItem] = "0";
        return position;
    }

    private static async Task CutAsync(Pupil pupil, CuttableLink cable)
    {
        await pupil.Page.SeeAsync("[data-testid=saved-state][data-pending='0']");
        cable.Cut();
        await pupil.Page.Context.SetOfflineAsync(true);
    }

    private static async Task<CodeSheet> OpenClassAsync(RunningServer server)
    {
        School school = await new SchoolRegister(server.Engine.Organisation).FindOrAddSchoolAsync("Заречье", "Школа № 5", Settlement.Village, default);
        SchoolClass room = await server.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 1, 0, "adaptive-10", default);
        await ParentsOnPaper.AgreeAsync(server.Engine, room.Id);
        Assert.True(await server.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        return (await server.Engine.Cards.ReadAsync(room.Id, default))!;
    }

    private static async Task<Func<string>> SessionOf(RunningServer server)
    {
        string id = await server.Engine.Writer.RunAsync(null, scope => scope.Scalar<string>("SELECT id FROM test_session"), default);
        return () => id;
    }

    private static async Task CheckAsync(RunningServer server, BatteryStep step)
    {
        string stored = await server.Engine.Writer.RunAsync(null, scope => scope.Scalar<string>("SELECT profile FROM profile"), default);
        ProfileScale scale = Profile.FromJson(stored).Sections.Single(section => section.Instrument == step.Instrument.Id).Scales.Single();
        Assert.Equal((12, true), (scale.Answered, scale.Ability!.Predicted));
    }
}
