using System.Globalization;
using Diagnostics.Engine.Instruments;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A student at a page: reads what is on the screen and presses keys; answers item i with a value of their own.</summary>
internal sealed class Pupil(IPage page, int number)
{
    public IPage Page => page;

    /// <summary>Whether optional parts are left out; otherwise they are taken.</summary>
    public bool SkipsOptional { get; init; }

    public ILocator On(string testId) => page.GetByTestId(testId);

    /// <summary>The option this pupil presses at an item: 0..4, different for each pupil and item; pairs take 0 or 1.</summary>
    public int Choice(int item, int options) => ((item * 7) + (number * 3) + (item / 6)) % options;

    /// <summary>The worst option of a best–worst set: the one after the best.</summary>
    public int Worst(int item, int options) => (Choice(item, options) + 1) % options;

    /// <summary>The code of this pupil's answer, as scored.</summary>
    public byte CodeOf(int position, Item item) => item.Format switch
    {
        AnswerFormat.Likert likert => (byte)(likert.First + Choice(position, likert.Labels.Length)),
        AnswerFormat.BestWorst => (byte)((Choice(position, 4) * 4) + Worst(position, 4)),
        AnswerFormat.Pair => (byte)Choice(position, 2),
        AnswerFormat.SingleChoice => (byte)Choice(position, item.Options.Length),
        _ => 0,
    };

    public async Task EnterAsync(Uri address, string code)
    {
        await page.GotoAsync($"{address}#{code}");
    }

    public async Task ReachLobbyAsync()
    {
        await On("confirm").ClickAsync();
        await On("agree").ClickAsync();
        await On("practice-next").ClickAsync();
        await On("lobby").WaitForAsync();
    }

    /// <summary>Answers until the item at <paramref name="until"/> is on the screen, or to the end of the sitting or of all.</summary>
    public async Task AnswerAsync(int until = int.MaxValue)
    {
        while (true)
        {
            ILocator begin = On("block-start");
            ILocator place = On("item-position");
            await begin.Or(place).Or(On("finish")).Or(On("sitting-end")).First.WaitForAsync();
            if (SkipsOptional && await On("block-skip").IsVisibleAsync())
            {
                await On("block-skip").ClickAsync();
                continue;
            }

            if (await begin.IsVisibleAsync())
            {
                await begin.ClickAsync();
                continue;
            }

            if (await On("finish").Or(On("sitting-end")).IsVisibleAsync())
            {
                return;
            }

            int item = await PositionAsync();
            if (item >= until)
            {
                return;
            }

            await AnswerOneAsync(item);
        }
    }

    public async Task<int> PositionAsync() =>
        int.Parse((await On("item-position").GetAttributeAsync("data-position"))!, CultureInfo.InvariantCulture);

    public async Task FinishAsync() => await On("finish").ClickAsync();

    public async Task<string> ResultKeyAsync() => (await On("result-key").InnerTextAsync()).Trim();

    private async Task AnswerOneAsync(int item)
    {
        int options = await page.GetByTestId(new System.Text.RegularExpressions.Regex("^option-")).CountAsync();
        // Looked at before the press: after it the page may have gone on by itself, to a screen without options.
        bool isBestWorst = await page.GetByTestId("option-0").GetAttributeAsync("aria-pressed") is not null;
        await page.Keyboard.PressAsync((Choice(item, options) + 1).ToString(CultureInfo.InvariantCulture));
        if (isBestWorst)
        {
            // A best–worst set: the first press is the best, the second the worst.
            await page.Keyboard.PressAsync((Worst(item, options) + 1).ToString(CultureInfo.InvariantCulture));
        }

        // Enter goes on at once; if the page was quicker and has gone on by itself, Enter on the next item says only that it has no answer yet.
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync(
            "was => document.querySelector('[data-testid=item-position]')?.dataset.position !== String(was)", item);
    }
}
