using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;
using Diagnostics.Web.Access;
using Diagnostics.Web.Api;
using Diagnostics.Web.Commands;
using Diagnostics.Web.Hubs;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Rosters;
using Diagnostics.Web.Tls;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web;

/// <summary>The server as a table of contents: open the engine, register the doors, map them, say where they are.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken cancellation)
    {
        using ILoggerFactory loggers = LoggerFactory.Create(logging => ConfigureLogging(logging, options.LogFormat));
        using IDisposable? telemetry = Telemetry.Start(options.Otlp);
        StoreClock clock = new(TimeProvider.System);
        DiagnosticsEngine engine;
        CertificateKeeper? keeper;
        try
        {
            keeper = await options.Tls.OpenKeeperAsync(options.Engine.DataFolder, TimeProvider.System, cancellation);
            engine = await DiagnosticsEngine.OpenAsync(options.Engine, clock, loggers, cancellation);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or InvalidOperationException
            or ArgumentException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return ExitCode.BadInput;
        }

        await using (engine)
        {
            if (options.Demo)
            {
                if (!await engine.SeedDemoAsync(cancellation))
                {
                    await Console.Error.WriteLineAsync(
                        "This store is not a demo: it holds a region or an account of its own, and --demo would add accounts with a printed password. "
                        + "Start without --demo, or name another folder with --data.");
                    return ExitCode.BadInput;
                }

                await DemoStaff.SeedAsync(engine, cancellation);
            }

            await using WebApplication app = Build(engine, options, keeper, clock);
            try
            {
                await app.StartAsync(cancellation);
            }
            catch (SocketException refusal)
            {
                // Ports below 1024 are the usual ones for https, and the system gives them to few.
                await Console.Error.WriteLineAsync($"{refusal.Message}: this program may not listen there. Choose an address with --urls.");
                return ExitCode.BadInput;
            }
            catch (IOException refusal)
            {
                await Console.Error.WriteLineAsync($"{refusal.Message} Another program listens there: choose an address with --urls.");
                return ExitCode.BadInput;
            }

            await Welcome.PrintAsync(app, engine, options, Console.Out, cancellation);
            await WaitAsync(app, cancellation);
        }

        return ExitCode.Success;
    }

    /// <summary>Until the program is to end; then the node drains, and what is left has as long as a stop may take.</summary>
    private static async Task WaitAsync(WebApplication app, CancellationToken cancellation)
    {
        using StopSignal signal = new();
        TaskCompletionSource ends = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.UnsafeRegister(_ => ends.TrySetResult(), null))
        await using (app.Lifetime.ApplicationStopping.UnsafeRegister(_ => ends.TrySetResult(), null))
        {
            await ends.Task;
        }

        await app.Services.GetRequiredService<NodeDrain>().RunAsync(signal.Again);
        using CancellationTokenSource limit = new(signal.Again.IsCancellationRequested ? TimeSpan.Zero : ServerOptions.LongestStop, TimeProvider.System);
        await using (signal.Again.UnsafeRegister(_ => limit.Cancel(), null))
        {
            await app.StopAsync(limit.Token);
        }
    }

    /// <param name="clock">What tokens, cookies and limits go by; the system's when null.</param>
    internal static WebApplication Build(
        DiagnosticsEngine engine, ServerOptions options, CertificateKeeper? keeper = null, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = WebRoot.Folder,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(options.Tls.ListenOn(options.Urls)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.ShowCertificate(keeper);
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        ConfigureLogging(builder.Logging, options.LogFormat);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerOptions.LongestStop);
        if (clock is StoreClock shared)
        {
            builder.Services.AddSingleton(shared).AddHostedService<ClockKeeper>();
        }

        AddEngine(builder.Services, engine);
        AddDoors(builder.Services, engine, options);
        builder.Services.AddTls(options, keeper);
        WebApplication app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddEngine(IServiceCollection services, DiagnosticsEngine engine) => services
        .AddSingleton(engine)
        .AddSingleton(engine.Batteries)
        .AddSingleton(engine.Atlases)
        .AddSingleton(engine.Organisation)
        .AddSingleton(new SchoolRegister(engine.Organisation))
        .AddSingleton(engine.Cards)
        .AddSingleton(engine.Lessons)
        .AddSingleton(engine.MakeUp)
        .AddSingleton(engine.Leaflets)
        .AddSingleton(engine.Entrance)
        .AddSingleton(engine.Sessions)
        .AddSingleton(engine.Slips)
        .AddSingleton(engine.Paper)
        .AddSingleton(engine.PaperForms)
        .AddSingleton(engine.Board)
        .AddSingleton(engine.Seats)
        .AddSingleton(engine.Results)
        .AddSingleton(engine.Portfolios)
        .AddSingleton(engine.Releases)
        .AddSingleton(engine.ReleaseBoard)
        .AddSingleton(engine.Sheets)
        .AddSingleton(engine.Needs)
        .AddSingleton(engine.Queue)
        .AddSingleton(engine.Talks)
        .AddSingleton(engine.Participation)
        .AddSingleton(engine.Groups)
        .AddSingleton(engine.RegionCounts)
        .AddSingleton(engine.Readings)
        .AddSingleton(engine.Figures)
        .AddSingleton(engine.FormLinks)
        .AddSingleton(engine.Indicators)
        .AddSingleton(engine.Entered)
        .AddSingleton(engine.Exports)
        .AddSingleton(engine.Demand)
        .AddSingleton(engine.DemandShelf)
        .AddSingleton<ExportTurn>()
        .AddSingleton(engine.Summaries)
        .AddSingleton(engine.Clicks)
        .AddSingleton(engine.ClickFigures)
        .AddSingleton(engine.NormVersions)
        .AddSingleton(engine.YearReports)
        .AddSingleton(engine.Day)
        .AddSingleton(engine.DayMessages)
        .AddSingleton(engine.EntryRate)
        .AddSingleton(engine.DaySteps)
        .AddSingleton(engine.Waves)
        .AddSingleton(engine.Slots)
        .AddSingleton(engine.Moves)
        .AddSingleton(engine.Preparation)
        .AddSingleton(engine.Responsible)
        .AddSingleton(engine.Content)
        .AddSingleton(engine.Bench)
        .AddSingleton(engine.Publications)
        .AddSingleton(engine.Published)
        .AddSingleton(engine.Protocols)
        .AddSingleton(engine.AnswerPaths)
        .AddSingleton(engine.Reviews)
        .AddSingleton(engine.Drafts)
        .AddSingleton(engine.Batches)
        .AddSingleton(engine.ParentTexts)
        .AddSingleton(engine.Addressed)
        .AddSingleton(engine.Observers)
        .AddSingleton(engine.ParentForms)
        .AddSingleton(engine.Methods)
        .AddSingleton(engine.MethodSheets)
        .AddSingleton(engine.Consilia)
        .AddSingleton(engine.Steps)
        .AddSingleton(engine.Campaigns)
        .AddSingleton(engine.NextCampaign)
            .AddSingleton(engine.Roster)
            .AddSingleton(engine.OneRoster)
            .AddSingleton(engine.OwnClasses)
        .AddSingleton(engine.Retention)
        .AddSingleton(engine.Outages)
        .AddSingleton(engine.Bells)
        .AddSingleton(engine.Accommodations)
        .AddSingleton(engine.Irregularities)
        .AddSingleton(engine.Access)
        .AddSingleton(engine.Paths)
        .AddSingleton(engine.Accounts)
        .AddSingleton(engine.Invitations)
        .AddSingleton(engine.External)
        .AddSingleton(engine.StaffDoor)
        .AddSingleton(engine.Audit)
        .AddSingleton(engine.Openings)
        .AddSingleton(engine.Privacy)
        .AddSingleton(engine.Names)
        .AddSingleton(engine.Years)
        .AddSingleton(engine.Notes)
        .AddSingleton(engine.ConsentTexts)
        .AddSingleton(engine.Consent)
        .AddSingleton(engine.Parents)
        .AddSingleton(engine.ParentSheets)
        .AddSingleton(engine.Rehearsals)
        .AddSingleton(engine.RehearsalReports)
        .AddSingleton(engine.Sittings)
        .AddSingleton(engine.SittingList)
        .AddSingleton(engine.Packages)
        .AddSingleton(engine.CheckLinks)
        .AddSingleton(engine.Readiness);

    private static void AddDoors(IServiceCollection services, DiagnosticsEngine engine, ServerOptions options)
    {
        services
            .AddSingleton(options)
            .AddSingleton(built => new Seal(engine.Keys.Token, built.GetRequiredService<TimeProvider>()))
            .AddSingleton<StaffCookie>()
            .AddSingleton<StaffPasswords>()
            .AddSingleton<OwnerProof>()
            .AddSingleton(new PublicAddress(options.PublicUrl))
            .AddSingleton<SessionTokens>()
            .AddSingleton<BoardAccess>()
            .AddSingleton<FailureLimits>()
            .AddSingleton<Refusals>()
            .AddSingleton<RosterShelf>()
            .AddSingleton<CallLimits>()
            .AddSingleton<CheckTokens>()
            .AddSingleton(provider => new CheckLimits(options.Lines, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(new RehearsalKey(options, engine.Keys.Rehearsal))
            .AddSingleton<OidcFlows>()
            .AddSingleton<BoardViewers>()
            .AddSingleton<BoardLines>()
            .AddSingleton<HubLifetimeManager<BoardHub>>(built => built.GetRequiredService<BoardLines>())
            .AddSingleton<SessionSockets>()
            .AddSingleton<NodeDrain>()
            .AddHostedService<ControlRelay>()
            .AddHostedService<BoardPusher>()
            .AddHostedService<BoardGuard>()
            .AddSingleton<PoolWatch>()
            .AddHostedService(built => built.GetRequiredService<PoolWatch>())
            .AddHostedService<SignsOfLife>()
            .AddWatch(options)
            .AddHostedService<BellKeeper>()
            .AddSingleton<DayReplies>()
            .AddHostedService<DayKeeper>()
            .AddHostedService<ClickKeeper>()
            .AddHostedService<LinkKeeper>()
            .AddHostedService<RosterKeeper>()
            .AddHostedService<RetentionKeeper>()
            .AddHostedService<NeedKeeper>()
            .AddHostedService<DemandKeeper>()
            .AddHostedService<GroupKeeper>()
            .AddHostedService<ReadingKeeper>()
            .AddHostedService<ReadingRunner>()
            .AddHostedService<ContentKeeper>()
            .AddHostedService<PublishedKeeper>()
            .AddHostedService<ContentRunner>();
        if (options.Oidc is { } oidc)
        {
            services.AddSingleton(oidc).AddSingleton<OidcProvider>();
        }

        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = made =>
        {
            // The framework's own name for it says more than is told anywhere else.
            made.ProblemDetails.Extensions.Remove("traceId");
            if (RequestIds.Current is { } request)
            {
                made.ProblemDetails.Extensions[RequestIds.Field] = request;
            }
        });
        services.AddExceptionHandler<StoreBusyHandler>();
        services.AddOpenApi(document => document.AddDocumentTransformer((description, _, _) =>
        {
            description.Info.Title = "Шаг в будущее";
            return Task.CompletedTask;
        }));
        services.ConfigureHttpJsonOptions(json => ConfigureJson(json.SerializerOptions));
        services
            .AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = options.Lines.MessageBytes;
                hub.EnableDetailedErrors = false;
                hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(25);
                hub.AddFilter(new AbandonedCalls());
            })
            .AddHubOptions<SessionHub>(hub => hub.AddFilter<SessionGate>())
            .AddJsonProtocol(json => ConfigureJson(json.PayloadSerializerOptions));
        services.AddResponseCompression(compression =>
        {
            // Only bytes without a secret in them: static files, packages and the atlas, never a reply of the API.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/javascript", "text/css", "text/html", PackageApi.MediaType, AtlasApi.MediaType];
        });
    }

    private static void Map(WebApplication app)
    {
        app.UseRequestIds();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSameOrigin();
        app.UseHttpsOnly();
        app.UseSecureOrigin();
        app.UseResponseCompression();
        app.UseClientFiles();
        app.UseSocketDoor();
        app.MapOpenApi("/openapi/{documentName}.json").IsKept(new DoorRule.Open());
        app.MapHealth();
        app.MapServerApi();
        app.MapAuthority();
        app.MapClientPages();
        app.MapSessionApi(app.Services.GetRequiredService<ServerOptions>().Lines);
        app.MapSlipApi();
        app.MapPaperApi();
        app.MapPackageApi();
        app.MapAtlasApi();
        app.MapResultApi();
        app.MapPortfolioApi();
        app.MapBoardApi();
        app.MapCardApi();
        app.MapSetUpApi();
        app.MapRosterApi();
        app.MapStaffApi();
        app.MapLessonApi();
        app.MapMakeUpApi();
        app.MapSittingApi();
        app.MapLeafletApi();
        app.MapExternalApi();
        app.MapPeopleApi();
        app.MapInvitationApi();
        app.MapPrivacyApi();
        app.MapRehearsalApi();
        app.MapNamesApi();
        app.MapYearApi();
        app.MapConsentTextApi();
        app.MapConsentApi();
        app.MapParentApi();
        app.MapReleaseApi();
        app.MapAddressedApi();
        app.MapReviewApi();
        app.MapGroupApi();
        app.MapFigureApi();
        app.MapDayApi();
        app.MapDayMessageApi();
        app.MapIndicatorApi();
        app.MapEnteredApi();
        app.MapExportApi();
        app.MapDemandApi();
        app.MapYearReportApi();
        app.MapWaveApi();
        app.MapPreparationApi();
        app.MapContentApi();
        app.MapBenchApi();
        app.MapClickApi();
        app.MapSummaryApi();
        app.MapDecisionApi();
        app.MapConsiliumApi();
        app.MapObserverApi();
        app.MapMethodApi();
        app.MapCampaignApi();
        app.MapAccessApi();
        app.MapCheckApi();
        app.MapReadinessApi();
        app.MapHub<SessionHub>("/hub/session", hub => hub.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets)
            .IsKept(new DoorRule.Student());
        app.MapHub<CheckHub>("/hub/check", hub => hub.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets)
            .IsKept(new DoorRule.Check());
        app.MapHub<BoardHub>("/hub/board/{link}", hub =>
        {
            hub.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            // Less than a snapshot: a second one never waits behind the first, or a slow viewer would read a row of old ones.
            hub.TransportMaxBufferSize = 1024;
        }).IsKept(new DoorRule.Board());
    }

    internal static void ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.NumberHandling = JsonNumberHandling.Strict;
        // The deepest reply: a picture of eight elements, in an option, in a task, in a section of solutions.
        json.MaxDepth = 32;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Addresses carry tickets in their query, so the framework's own request log stays silent.</summary>
    private static void ConfigureLogging(ILoggingBuilder logging, LogFormat format) => logging
        .ClearProviders()
        .AddLines(format)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        // A start that fails is told in one line by RunAsync.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .SetMinimumLevel(LogLevel.Information);
}
