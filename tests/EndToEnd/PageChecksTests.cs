using Microsoft.Playwright;
using Xunit.Sdk;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The control of all looks: what is wrong with a page is found, at the width and in the look where it is wrong, and what is right passes.</summary>
[Collection(InOneBrowser.Name)]
public sealed class PageChecksTests(Browser browser)
{
    private const string Style =
        """
        body { margin: 0; color: #000; background: #fff; }
        @media (prefers-color-scheme: dark) { body.dim { color: #333; background: #222; } }
        @media (max-width: 400px) { body.wide { width: 900px; } }
        """;

    private static readonly (string Kind, string More, string? Found)[] Pages =
    [
        ("", "", null),
        ("", "<img src='data:,'>", "control-light at 1280 px: image-alt"),
        ("dim", "", "control-dark at 1280 px: color-contrast"),
        ("wide", "", "control-light scrolls sideways at 360 px"),
        ("", "<iframe title='x' srcdoc='x'></iframe>", "Assert.Single"),
    ];

    [ChromiumFact]
    public async Task A_look_finds_what_is_wrong_with_a_page()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        foreach ((string kind, string more, string? found) in Pages)
        {
            await page.SetContentAsync(
                $"<!doctype html><html lang='ru'><title>Проба</title><style>{Style}</style><body class='{kind}'><main><h1>Проба</h1>{more}</main></html>");
            Exception? told = await Record.ExceptionAsync(() => PageTour.LookAsync(page, "control"));
            Assert.True(found is null ? told is null : told is XunitException && told.Message.Contains(found, StringComparison.Ordinal), $"{found}: {told}");
        }

        await page.Context.CloseAsync();
    }
}
