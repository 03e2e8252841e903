using System.Diagnostics;
using System.Globalization;
using System.Net;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Benchmarks.Region;

/// <summary>What the pages of staff ask the server, over a store that <c>db synthesize</c> made: how long the first reply takes and the others. Adds accounts to the store and counts the region once, so give it a copy.</summary>
internal static class PagesRun
{
    private const string Cookie = "staff";

    /// <summary>What each role's pages ask when they are opened; SCHOOL, CLASS and MUNICIPALITY are those of the first class.</summary>
    private static readonly (StaffRole Role, NodeKind Place, string[] Doors)[] Pages =
    [
        (StaffRole.Region, NodeKind.Region,
        [
            "/api/day", "/api/day/messages", "/api/figures/reading", "/api/figures/norms?instrument=riasec&version=RIASEC&form=full", "/api/indicators", "/api/indicators/municipalities/MUNICIPALITY", "/api/entered",
            "/api/report", "/api/report/schools", "/api/waves", "/api/preparation", "/api/preparation/persons", "/api/content", "/api/links", "/api/links/municipalities/MUNICIPALITY", "/api/demand", "/api/staff/campaigns", "/api/staff/people",
            "/api/staff/audit", "/api/setup",
        ]),
        (StaffRole.Municipality, NodeKind.Municipality, ["/api/day", "/api/indicators", "/api/report", "/api/preparation", "/api/entered", "/api/setup"]),
        (StaffRole.Methodologist, NodeKind.Region, ["/api/figures/items?instrument=riasec&version=RIASEC&form=full", "/api/exports"]),
        (StaffRole.Psychologist, NodeKind.Municipality, ["/api/review/queue", "/api/staff/results", "/api/groups"]),
        (StaffRole.Psychologist, NodeKind.School, ["/api/review/queue", "/api/staff/results/schools/SCHOOL", "/api/groups/schools/SCHOOL/students", "/api/review/classes/CLASS/seats/1"]),
        (StaffRole.Coordinator, NodeKind.School, ["/api/setup", "/api/entered", "/api/staff/schools/SCHOOL/summary", "/api/groups/schools/SCHOOL/shares"]),
    ];

    public static async Task<int> RunAsync(DirectoryInfo store, int rounds, bool isFilled, TextWriter output, CancellationToken cancellation)
    {
        EngineOptions options = new() { DataFolder = store.FullName };
        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        if (isFilled)
        {
            (long clicks, long rows) = await FilledRegion.FillAsync(engine, cancellation);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Filled: {clicks} clicks in {rows} rows.\n"));
        }

        await using WebApplication app = Server.Build(engine, new ServerOptions(options, "http://127.0.0.1:0", PublicUrl: null, Demo: false), keeper: null, TimeProvider.System);
        await app.StartAsync(cancellation);
        Uri address = new(app.Urls.First());
        string region = (await engine.Organisation.RegionsAsync(cancellation))[0].Id;
        await engine.Readings.RunAsync(new AskedReading(region, AuditEntry.System), cancellation);
        string municipality = (await engine.Organisation.MunicipalitiesAsync(region, cancellation))[0].Id;
        string school = (await engine.Organisation.SchoolsAsync(municipality, cancellation))[0].Id;
        string room = (await engine.Organisation.ClassesAsync(school, cancellation))[0].Id;
        string version = engine.Instruments.Newest("riasec")!.Version;

        await output.WriteLineAsync("| role at | asks | status | KB packed | first, ms | median, ms |\n|---|---|---:|---:|---:|---:|");
        foreach ((StaffRole role, NodeKind kind, string[] doors) in Pages)
        {
            OrgNode place = new(kind, kind switch { NodeKind.Region => region, NodeKind.Municipality => municipality, _ => school });
            using HttpClient browser = await BrowserAsync(engine, address, role, place, cancellation);

            // Every page of staff asks first who looks.
            using HttpResponseMessage me = await browser.GetAsync(new Uri("/api/staff/me", UriKind.Relative), cancellation);
            foreach (string door in doors)
            {
                string path = door.Replace("MUNICIPALITY", municipality, StringComparison.Ordinal).Replace("SCHOOL", school, StringComparison.Ordinal)
                    .Replace("CLASS", room, StringComparison.Ordinal).Replace("RIASEC", version, StringComparison.Ordinal);
                double[] times = new double[rounds + 1];
                (HttpStatusCode status, int bytes) = (HttpStatusCode.OK, 0);
                for (int round = 0; round < times.Length; round++)
                {
                    long begun = Stopwatch.GetTimestamp();
                    using HttpResponseMessage reply = await browser.GetAsync(new Uri(path, UriKind.Relative), cancellation);
                    bytes = (await reply.Content.ReadAsByteArrayAsync(cancellation)).Length;
                    times[round] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                    status = reply.StatusCode;
                }

                double median = times.Skip(1).Order().ElementAt(rounds / 2);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"| {role}, {kind} | `{door.Split('?')[0]}` | {(int)status} | {bytes / 1024.0:F1} | {times[0]:F0} | {median:F0} |"));
            }
        }

        return 0;
    }

    private static async Task<HttpClient> BrowserAsync(DiagnosticsEngine engine, Uri address, StaffRole role, OrgNode place, CancellationToken cancellation)
    {
        string login = $"pages-{Guid.NewGuid():N}";
        Account account = await engine.Accounts.AddAsync(new NewAccount(login, "Pages", role, place, "AAAA", Demo: false), AuditEntry.System, cancellation);
        HttpClientHandler handler = new();
        handler.CookieContainer.Add(address, new Cookie(Cookie, await engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "pages", cancellation)));
        HttpClient browser = new(handler) { BaseAddress = address };
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        return browser;
    }
}
