using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Web;
using Diagnostics.Web.Access;
using Diagnostics.Web.Hubs;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Doors;

/// <summary>The real server on a loopback port of its own, with an empty store in a folder of its own; as in the demo unless said otherwise.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-doors-");
    private WebApplication? _app;

    public static JsonSerializerOptions Json { get; } = MakeJson();

    /// <summary>A password the rules take.</summary>
    public const string Password = "медленный жёлтый трамвай";

    public string Folder => _folder.FullName;

    /// <summary>The engine's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock of tokens, cookies and limits.</summary>
    public TimeProvider DoorClock { get; init; } = TimeProvider.System;

    public bool Demo { get; init; } = true;

    /// <summary>On which SQL engine it keeps its rows.</summary>
    public string StoreEngine { get; init; } = StoryStore.Usual;

    public string? ContentFolder { get; init; }

    /// <summary>A shared store; by default one of its own.</summary>
    public string? Database { get; init; }

    /// <summary>Another node of that store: this one serves with a copy of its keys.</summary>
    internal RunningServer? KeysOf { get; init; }

    public string? OverlayFolder { get; init; }

    /// <summary>What a session may send; here no limit, because tests answer faster than people do.</summary>
    public PressureOptions Pressure { get; init; } = new() { AnswersPerSecond = 0, EntriesPerSecond = 0 };

    internal LineLimits Lines { get; init; } = new() { MessagesPerSecond = 0 };

    /// <summary>Takes in all that the server and its engine log; nothing does by default.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>What a collector of figures brings; none does by default.</summary>
    internal string? MetricsToken { get; init; }

    internal IReadOnlyList<AlertCondition> Alerts { get; init; } = AlertList.BuiltIn;

    internal TlsOptions Tls { get; init; } = new();

    internal OidcOptions? Oidc { get; init; }

    internal bool CoordinatorsNeedFactor { get; init; }

    internal string Urls { get; init; } = "http://127.0.0.1:0";

    internal CertificateKeeper? Keeper { get; private set; }

    public DiagnosticsEngine Engine { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<RunningServer> StartAsync(RunningServer server)
    {
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        if (KeysOf is { } other)
        {
            DirectoryInfo keys = Directory.CreateDirectory(Path.Combine(_folder.FullName, "keys"));
            foreach (FileInfo key in new DirectoryInfo(Path.Combine(other.Folder, "keys")).GetFiles())
            {
                key.CopyTo(Path.Combine(keys.FullName, key.Name));
            }
        }

        EngineOptions options = new() { DataFolder = _folder.FullName, Database = Database ?? await StoryStore.LocationAsync(_folder.FullName, StoreEngine), ContentFolder = ContentFolder, OverlayFolder = OverlayFolder, Pressure = Pressure };
        Keeper = await Tls.OpenKeeperAsync(_folder.FullName, TimeProvider.System, default);
        ILoggerFactory loggers = Log is null ? NullLoggerFactory.Instance : LoggerFactory.Create(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        Engine = await DiagnosticsEngine.OpenAsync(options, Clock, loggers, CancellationToken.None);
        ServerOptions served = new(options, Urls, PublicUrl: null, Demo) { Tls = Tls, Oidc = Oidc, CoordinatorsNeedFactor = CoordinatorsNeedFactor, Lines = Lines, MetricsToken = MetricsToken, Alerts = Alerts };
        _app = Server.Build(Engine, served, Keeper, DoorClock);
        if (Log is not null)
        {
            _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        }

        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Engine.DisposeAsync();
        await StoryStore.DropAsync(_folder.FullName);
        _folder.Delete(recursive: true);
    }

    public Uri AddressOf(string scheme) => new(_app!.Urls.First(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal)));

    internal StaffPasswords Passwords => _app!.Services.GetRequiredService<StaffPasswords>();

    internal BoardViewers Viewers => _app!.Services.GetRequiredService<BoardViewers>();

    internal BoardLines Boards => _app!.Services.GetRequiredService<BoardLines>();

    internal ServingState Serving => _app!.Services.GetRequiredService<ServingState>();

    internal FailureLimits Limits => _app!.Services.GetRequiredService<FailureLimits>();

    /// <summary>Every route the server has.</summary>
    public IEnumerable<RouteEndpoint> Endpoints =>
        _app!.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public HttpClient Client() => new() { BaseAddress = Address };

    /// <summary>A browser at this address, for a server that trusts this machine as a proxy.</summary>
    public HttpClient ClientAt(string address, string? cookie = null)
    {
        HttpClient browser = new(new HttpClientHandler { UseCookies = cookie is null }) { BaseAddress = Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        if (cookie is not null)
        {
            browser.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return browser;
    }

    /// <summary>A school with one class whose parents agreed, and its codes.</summary>
    public async Task<CodeSheet> MakeClassAsync(int grade = 9, int seats = 3, bool parents = true)
    {
        School school = await new SchoolRegister(Engine.Organisation).FindOrAddSchoolAsync(
            "Заречье", "Школа № 5", Settlement.Village, CancellationToken.None);
        int count = (await Engine.Organisation.ClassesAsync(school.Id, CancellationToken.None)).Count;
        SchoolClass made = await Engine.Organisation.AddClassAsync(
            school.Id, grade, ((char)('А' + count)).ToString(), seats, spares: 1, CancellationToken.None);
        if (parents)
        {
            await ParentsOnPaper.AgreeAsync(Engine, made.Id);
        }

        return (await Engine.Cards.ReadAsync(made.Id, CancellationToken.None))!;
    }

    /// <summary>A teacher's browser that has typed the PIN.</summary>
    public async Task<HttpClient> TeacherAsync(CodeSheet sheet)
    {
        HttpClient teacher = Client();
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        entered.EnsureSuccessStatusCode();
        return teacher;
    }

    /// <summary>A browser of somebody of the staff, signed in, that sends the word with its changes.</summary>
    public async Task<HttpClient> StaffAsync(StaffRole role, OrgNode? place = null)
    {
        HttpClientHandler handler = new();
        handler.CookieContainer.Add(Address, new Cookie("staff", await StaffTokenAsync(role, place)));
        HttpClient browser = new(handler) { BaseAddress = Address };
        await BringWordAsync(browser);
        return browser;
    }

    /// <summary>The cookie of such a browser.</summary>
    public async Task<string> StaffTokenAsync(StaffRole role, OrgNode? place = null)
    {
        string login = $"{role}-{Guid.NewGuid():N}".ToLowerInvariant();
        Account account = await Engine.Accounts.AddAsync(
            new NewAccount(login, "Сотрудник", role, place ?? OrgNode.Server, "AAAA", Demo), AuditEntry.System, CancellationToken.None);
        return await Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "test", CancellationToken.None);
    }

    /// <summary>Signs a new browser in; the stage it reaches is the server's to say.</summary>
    public async Task<HttpClient> SignInAsync(string login, string password)
    {
        HttpClient browser = Client();
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password });
        entered.EnsureSuccessStatusCode();
        await BringWordAsync(browser);
        return browser;
    }

    public static async Task BringWordAsync(HttpClient browser)
    {
        JsonElement me = await browser.GetFromJsonAsync<JsonElement>("/api/staff/me");
        browser.DefaultRequestHeaders.Remove(StaffCookie.WordHeader);
        browser.DefaultRequestHeaders.Add(StaffCookie.WordHeader, me.GetProperty("word").GetString());
    }

    /// <summary>The key of a second factor as it is shown to be typed.</summary>
    public static byte[] FromBase32(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string bits = string.Concat(text.Select(symbol => Convert.ToString(alphabet.IndexOf(symbol, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    private static JsonSerializerOptions MakeJson()
    {
        JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
        Server.ConfigureJson(json);
        json.MakeReadOnly(populateMissingResolver: true);
        return json;
    }
}
