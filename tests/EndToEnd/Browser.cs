using Diagnostics.Tests.Storage;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>One installed Chromium for all browser tests; every student gets a context of their own, as on a device of their own.</summary>
public class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
        // Names by which this machine stands for one elsewhere on the network: a plain-http origin that is not this machine's own.
        "--host-resolver-rules=MAP *.test 127.0.0.1",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-browser-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Executable { get; } = new[]
    {
        Environment.GetEnvironmentVariable("DIAGNOSTICS_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    private static readonly string? AskedFor = Environment.GetEnvironmentVariable("DIAGNOSTICS_SCREENSHOTS");

    /// <summary>Whether somebody asked for pictures of every page and will look at them.</summary>
    public static bool KeepsPictures { get; } = AskedFor is not null;

    /// <summary>Where pictures go.</summary>
    public static string Screenshots { get; } = AskedFor ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    internal ServerProcess Server { get; private set; } = null!;

    /// <summary>On which SQL engine the server keeps its rows.</summary>
    protected virtual string StoreEngine => StoryStore.Usual;

    public async Task InitializeAsync()
    {
        if (Executable is null)
        {
            if (Requirement.Names("chromium"))
            {
                throw new InvalidOperationException("DIAGNOSTICS_REQUIRE names chromium, and none was found.");
            }

            return;
        }

        if (StoreEngineAttribute.SkipReason(StoreEngine) is not null)
        {
            return;
        }

        Server = await ServerProcess.StartAsync(_folder.FullName, 0, null, "--database", await StoryStore.LocationAsync(_folder.FullName, StoreEngine));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Flags });
        Directory.CreateDirectory(Screenshots);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Server?.Dispose();
        await StoryStore.DropAsync(_folder.FullName);
        _folder.Delete(recursive: true);
    }

    /// <summary>A fresh device; it takes any certificate only where a test is about something else, and another server where a story has its own.</summary>
    internal async Task<IBrowserContext> DeviceAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool anyCertificate = false, Uri? address = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (address ?? Server.Address).ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 800 },
            ColorScheme = scheme,
            Locale = "ru-RU",
            IgnoreHTTPSErrors = anyCertificate,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        return context;
    }
}
