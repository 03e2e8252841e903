using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The solutions on the result page in every state, on replies the engine itself makes.</summary>
[Collection(InOneBrowser.Name)]
public sealed class SolutionTour(Browser browser)
{
    private const long ClosesAtMs = 1_798_761_600_000;
    private static readonly Battery Battery = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(11)!;
    private static readonly string?[] Answers =
        [.. ResultTour.Answers(Battery).Select((value, item) => item < Battery.ItemCount - 12 ? value : null)];

    [ChromiumFact]
    public async Task Before_the_end_of_the_window_the_page_says_when_they_open()
    {
        IPage page = await OpenAsync(open: false);
        Assert.Contains("1 января 2027", await page.GetByTestId("solutions").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByTestId("solutions-unfold").HasCountAsync(0);
        await page.LookAsync("result-solutions-soon");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Afterwards_they_unfold_by_the_keyboard_and_a_failed_try_is_repeated()
    {
        IPage page = await OpenAsync(open: true);
        await page.RouteAsync("**/api/result/solutions", route => route.FulfillAsync(new RouteFulfillOptions { Status = 503, Body = "" }));
        await page.LookAsync("result-solutions-folded");
        await page.GetByTestId("solutions-unfold").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("solutions-again").WaitForAsync();
        await page.LookAsync("result-solutions-unreached");
        await SolvedAsync(page, withAnswers: false);
        await page.GetByTestId("solutions-unfold").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("solutions").Locator("article").First.WaitForAsync();
        await page.GetByTestId("solutions").Locator("article").HasCountAsync(18);
        await page.GetByTestId("solutions").GetByText("верный ответ").HasCountAsync(18);
        await page.GetByTestId("solutions").GetByText("твой ответ").HasCountAsync(0);
        Assert.True(await page.GetByTestId("solutions-unfold").EvaluateAsync<bool>("one => one === document.activeElement"));
        await page.LookAsync("result-solutions");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await page.LookAsync("result-solutions-dark");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task With_own_answers_beside_them_for_the_student_and_for_a_parent()
    {
        IPage page = await OpenAsync(open: true);
        await SolvedAsync(page, withAnswers: true);
        await page.GetByTestId("solutions-unfold").ClickAsync();
        await page.GetByTestId("solutions").Locator("article").First.WaitForAsync();
        Assert.NotEqual(0, await page.GetByTestId("solutions").Locator("article").GetByText("твой ответ").CountAsync());
        await page.LookAsync("result-solutions-own");
        await page.GetByTestId("for-parents").ClickAsync();
        await page.GetByTestId("solutions").Locator("article").GetByText("ответ ребёнка").First.WaitForAsync();
        await page.LookAsync("result-solutions-parents");
        await page.Context.CloseAsync();
    }

    private static async Task SolvedAsync(IPage page, bool withAnswers) => await page.RouteAsync(
        "**/api/result/solutions",
        route => route.FulfillAsync(Json(SolutionWriter.Write(Battery, new PackedAnswers(Answers, new long?[Answers.Length]), withAnswers))));

    private async Task<IPage> OpenAsync(bool open)
    {
        StudentResult result = ResultTour.Result(11, Battery, Answers) with { Solutions = new SolutionsOpening(ClosesAtMs, open) };
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.RouteAsync("**/api/result", route => route.FulfillAsync(Json(result)));
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync("AAAA-BBBB-CCCC");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("result").WaitForAsync();
        return page;
    }

    private static RouteFulfillOptions Json<T>(T reply) =>
        new() { ContentType = "application/json", Body = JsonSerializer.Serialize(reply, RunningServer.Json) };
}
