using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// What anybody may write into an address or a field of the pages that open without signing in: a link sent to a child, a parent or a teacher
/// runs nothing, plants nothing, leaves no page empty, and is answered in words.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class ReflectedMarkupStory(Browser browser) : IAsyncLifetime
{
    private const string Markup =
        "<img src=x onerror=\"window.hacked=1;alert(1)\" data-planted>\"'><script data-planted>window.hacked=1</script><iframe data-planted srcdoc=x></iframe>{{1+1}}";

    private static readonly Door[] Doors =
    [
        new("/parent", "[data-testid=parent-fault]", "(link-unknown)"),
        new("/slip", "[data-testid=slip-fault][data-fault=damaged]", "Талон не читается"),
        new("/verify", "[data-testid=verify-fault][data-fault=notPortfolio]", "Это не портфолио"),
        new("/check", "[data-testid=check-shut][data-fault=unknown]", "Ссылка не открывает проверку"),
        new("/result", "[data-testid=key-fault]", "(result-unknown)"),
        new("/", "[data-testid=code-fault]", "(code-unknown)"),
    ];

    /// <summary>As they stand behind a hash.</summary>
    private static readonly string[] Addressed =
    [
        Markup,
        Uri.EscapeDataString(Markup),
        "javascript:window.hacked=1//<b data-planted>",
        "%E0%A4%A%<svg data-planted onload=window.hacked=1>%",
        "%00%07%1B%0D%0A%E2%80%AE%EF%BF%BE<u data-planted>",
        string.Concat(Enumerable.Repeat(Markup, 600)),
    ];

    private static readonly string[] Typed =
    [
        Markup,
        "javascript:window.hacked=1//<b data-planted>",
        "%E0%A4%A%<svg data-planted onload=window.hacked=1>%",
        "\0\a\u001b\u202e\ufffe<u data-planted>",
        string.Concat(Enumerable.Repeat(Markup, 600)),
    ];

    private readonly RunningServer _server = new();
    private readonly List<string> _trouble = [];

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Whatever_stands_behind_the_hash_of_an_address_is_answered_in_words_and_never_run()
    {
        IPage page = await PageAsync();
        foreach (Door door in Doors)
        {
            foreach (string text in Addressed)
            {
                await page.GotoAsync("about:blank");
                await page.GotoAsync($"{door.Address}#{text}");
                await IsAnsweredAsync(page, door.Fault, door.Words, $"{door.Address}#{Shown(text)}");
            }
        }

        await page.GotoAsync("/board/%E0%A4%A%25<b data-planted>");
        await page.Locator("h1").WaitForAsync();
        await IsQuietAsync(page, "/board/ with a broken link");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Whatever_is_typed_instead_of_a_link_a_key_a_code_a_slip_or_a_number_is_answered_in_words_and_never_run()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        string check = (await _server.Engine.CheckLinks.OfClassAsync(sheet.Class.Id, default))!;
        Field[] fields =
        [
            new("/parent", "parent-link", "parent-open", "[data-testid=parent-fault]", "(link-unknown)"),
            new("/slip", "slip-typed", "slip-take", "[data-testid^=slip-line-], [data-testid=slip-missing]", ""),
            new("/verify", "verify-pasted", "verify-take", "[data-testid=verify-fault][data-fault=notPortfolio]", "Это не портфолио"),
            new($"/check#{check}", "check-number", "check-start", "[data-testid=check-fault]", ""),
            new("/result", "key-input", "key-enter", "[data-testid=key-fault]", "(result-unknown)"),
            new("/", "code-input", "enter", "[data-testid=code-fault]", "(code-unknown)"),
        ];
        IPage page = await PageAsync();
        foreach (Field field in fields)
        {
            foreach (string text in Typed)
            {
                await page.GotoAsync("about:blank");
                await page.GotoAsync(field.Address);
                await page.GetByTestId(field.Input).FillAsync(text);
                await page.GetByTestId(field.Button).PressAsync("Enter");
                await IsAnsweredAsync(page, field.Fault, field.Words, $"{field.Input}: {Shown(text)}");
            }
        }

        await page.GotoAsync("/slip");
        await page.GetByTestId("slip-file").SetInputFilesAsync(
            new FilePayload { Name = $"{Uri.EscapeDataString(Markup)}.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes($"1: {Markup}") });
        await IsAnsweredAsync(page, "[data-testid=slip-line-1]", "", "slip-file");
        await page.Context.CloseAsync();
    }

    private static async Task IsAnsweredAsync(ILocator fault, string words, string what)
    {
        await fault.WaitForAsync();
        string said = await fault.InnerTextAsync();
        Assert.True(said.Length > 0 && said.Contains(words, StringComparison.Ordinal), $"{what} is told: {said}");
    }

    private async Task IsAnsweredAsync(IPage page, string fault, string words, string what)
    {
        await IsAnsweredAsync(page.Locator(fault).First, words, what);
        await IsQuietAsync(page, what);
    }

    private async Task IsQuietAsync(IPage page, string what)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'hacked' in window"), $"{what} ran");
        Assert.Equal((what, 0), (what, await page.Locator("[data-planted], [onerror], [onload], iframe, script:not([src])").CountAsync()));
        Assert.True(_trouble.Count == 0, $"{what}: {string.Join(" | ", _trouble)}");
    }

    /// <summary>A page whose dialogs, uncaught faults and complaints of the browser are kept; a refused call is an answer, not a complaint.</summary>
    private async Task<IPage> PageAsync()
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        page.Dialog += (_, dialog) =>
        {
            _trouble.Add($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.PageError += (_, error) => _trouble.Add(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _trouble.Add(line.Text);
            }
        };
        return page;
    }

    private static string Shown(string text) => text.Length > 60 ? $"{text[..60]}… ({text.Length})" : text;

    private sealed record Door(string Address, string Fault, string Words);

    private sealed record Field(string Address, string Input, string Button, string Fault, string Words);
}
