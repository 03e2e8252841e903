using System.Data.Common;
using System.Diagnostics.Metrics;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Bench;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Clicks;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Observers;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Portfolios;
using Diagnostics.Engine.Preparation;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Readiness;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Slips;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Summaries;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Engine.Waves;
using Diagnostics.Engine.YearReports;
using Diagnostics.Engine.Years;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine;

/// <summary>The engine put together: opens the store, migrates it, proves the log's tail, and hands out the rooms' doors.</summary>
public sealed class DiagnosticsEngine : IAsyncDisposable
{
    private int _closed;

    private readonly AnswerMeter _answers;

    private DiagnosticsEngine(Database store, Writer writer, SessionRoll roll, AnswerMeter answers) => (Store, Writer, Roll, _answers) = (store, writer, roll, answers);

    public required KeyRing Keys { get; init; }

    public required InstrumentLibrary Instruments { get; init; }

    public required BatteryLibrary Batteries { get; init; }

    public required AtlasLibrary Atlases { get; init; }

    /// <summary>What the region adds to the newest atlas, or null.</summary>
    public required RegionalOverlay? Overlay { get; init; }

    public required OrgTree Organisation { get; init; }

    public required RosterDesk Roster { get; init; }

    public required OneRosterWriter OneRoster { get; init; }

    public required OwnClasses OwnClasses { get; init; }

    public required CodeCards Cards { get; init; }

    public required LessonList Lessons { get; init; }

    public required MakeUpList MakeUp { get; init; }

    public required Leaflets Leaflets { get; init; }

    public required Entrance Entrance { get; init; }

    public required SessionRunner Sessions { get; init; }

    public required SlipDesk Slips { get; init; }

    public required PaperForms PaperForms { get; init; }

    public required PaperDesk Paper { get; init; }

    public required ClassBoard Board { get; init; }

    public required IrregularityLog Irregularities { get; init; }

    public required AccommodationDesk Accommodations { get; init; }

    public required OutageKeeper Outages { get; init; }

    public required BellPost Bells { get; init; }

    public required SeatSteps Seats { get; init; }

    public required ResultDesk Results { get; init; }

    public required PortfolioDesk Portfolios { get; init; }

    public required ReleaseDesk Releases { get; init; }

    public required ReleaseBoard ReleaseBoard { get; init; }

    public required SheetDesk Sheets { get; init; }

    public required NeedBook Needs { get; init; }

    public required ReviewBoard Queue { get; init; }

    public required TalkBook Talks { get; init; }

    public required ParticipationList Participation { get; init; }

    public required GroupBoard Groups { get; init; }

    public required RegionPass RegionPass { get; init; }

    public required IndicatorDesk Indicators { get; init; }

    public required EnteredDesk Entered { get; init; }

    public required DemandDesk Demand { get; init; }

    public required DemandShelf DemandShelf { get; init; }

    public required SummaryDesk Summaries { get; init; }

    public required ClickDesk Clicks { get; init; }

    public required ClickFigures ClickFigures { get; init; }

    public required ReadingDesk Readings { get; init; }

    public required FigureDesk Figures { get; init; }

    public required LinkDesk FormLinks { get; init; }

    public required ExportDesk Exports { get; init; }

    public required NormVersionDesk NormVersions { get; init; }

    public required ReportDesk YearReports { get; init; }

    public required RegionCounts RegionCounts { get; init; }

    public required DayBoard Day { get; init; }

    public required DayMessages DayMessages { get; init; }

    public required EntryRate EntryRate { get; init; }

    public required DaySteps DaySteps { get; init; }

    public required WaveDesk Waves { get; init; }

    public required SlotDesk Slots { get; init; }

    public required HandMoves Moves { get; init; }

    public required PreparationList Preparation { get; init; }

    public required ResponsibleDesk Responsible { get; init; }

    public required ContentDesk Content { get; init; }

    public required BenchDesk Bench { get; init; }

    public required PublicationDesk Publications { get; init; }

    public required PublishedShelf Published { get; init; }

    public required ProtocolDesk Protocols { get; init; }

    public required PathDesk AnswerPaths { get; init; }

    public required ReviewDesk Reviews { get; init; }

    public required DraftDesk Drafts { get; init; }

    public required BatchDesk Batches { get; init; }

    public required ParentTextDesk ParentTexts { get; init; }

    public required AddressedDesk Addressed { get; init; }

    public required ObserverDesk Observers { get; init; }

    public required MethodDesk Methods { get; init; }

    public required MethodSheetDesk MethodSheets { get; init; }

    public required ConsiliumDesk Consilia { get; init; }

    public required StepBook Steps { get; init; }

    public required CampaignDesk Campaigns { get; init; }

    public required NextCampaignDesk NextCampaign { get; init; }

    public required RetentionDesk Retention { get; init; }

    public required AccessDesk Access { get; init; }

    public required OrgPaths Paths { get; init; }

    public required AccountDesk Accounts { get; init; }

    public required InvitationDesk Invitations { get; init; }

    public required ExternalDesk External { get; init; }

    public required StaffDoor StaffDoor { get; init; }

    public required AuditLog Audit { get; init; }

    public required OpeningLog Openings { get; init; }

    public required PrivacyDesk Privacy { get; init; }

    public required NamesDesk Names { get; init; }

    public required NotesDesk Notes { get; init; }

    public required ConsentTexts ConsentTexts { get; init; }

    public required ConsentDesk Consent { get; init; }

    public required ParentDesk Parents { get; init; }

    public required ParentFormDesk ParentForms { get; init; }

    public required ParentSheets ParentSheets { get; init; }

    public required RehearsalDesk Rehearsals { get; init; }

    public required KeptReports RehearsalReports { get; init; }

    public required YearDesk Years { get; init; }

    public required SittingDesk Sittings { get; init; }

    public required SittingList SittingList { get; init; }

    public required SittingPackages Packages { get; init; }

    public required SessionStandings Standings { get; init; }

    public required CheckLinks CheckLinks { get; init; }

    public required ReadinessDesk Readiness { get; init; }

    /// <summary>Too little is free on the store's disk for anybody new.</summary>
    public bool IsDiskLow => Writer.Disk is { IsLow: true };

    /// <summary>The store's write-ahead log is longer than it should ever be; everything goes on.</summary>
    public bool IsLogLong => Writer.IsLogLong;

    /// <summary>A second disk was to hold all that is acknowledged and does not now: answers go on with one.</summary>
    public bool IsCopyBehind => Writer.Copy is { IsBehind: true };

    /// <summary>The store cannot be written now: nothing is acknowledged, browsers keep their answers and come again.</summary>
    public bool IsStoreLost => Writer.IsLost;

    /// <summary>The operator lets in nobody new.</summary>
    public bool IsEntryClosed => Entrance.IsClosed;

    /// <summary>False when nothing can be written any more until the program starts anew.</summary>
    public bool IsAlive => !Writer.Ended;

    /// <summary>What the store has written since the start.</summary>
    public StoreTotals Totals => Writer.Meter.Totals;

    /// <summary>What the store and the way of answers measure of themselves; engine/README.md names the instruments.</summary>
    public IReadOnlyList<Meter> Meters => [Writer.Meter.Meter, _answers.Meter];

    /// <summary>Where the spans of the answer path come from.</summary>
    public static string TraceSource => WriteTrace.Source.Name;

    /// <summary>A folder on the disk that the store fills, or, where the store is another server's, that holds the keys.</summary>
    public required string DiskFolder { get; init; }

    /// <summary>Other nodes may serve on this store.</summary>
    public bool IsShared => Store.Dialect.Shared;

    internal Database Store { get; }

    internal Writer Writer { get; }

    internal SessionRoll Roll { get; }

    /// <exception cref="InvalidOperationException">
    /// Another process writes this SQLite file, a migration was changed, or the keys are not this store's.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The answer log is damaged (names the session), or the region's overlay or the school's content is faulty (names every fault).
    /// </exception>
    public static async Task<DiagnosticsEngine> OpenAsync(
        EngineOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation)
    {
        options.Validate();
        var atlases = AtlasLibrary.LoadBuiltIn();
        RegionalOverlay? overlay = Overlaid(options.OverlayFolder, atlases.Newest);
        var content = ContentShelf.Load(options.ContentFolder);
        KeyRing keys = await KeyRing.OpenAsync(options.DataFolder, clock, cancellation);
        Dialect dialect = Dialect.For(options.Location, options.Store);
        DiskGuard? disk = dialect.Shared
            ? null
            : new DiskGuard(StorePlace.FolderOfSqlite(options), options.Store, clock, loggers.CreateLogger<DiskGuard>());
        var writer = new Writer(dialect, options.Store, clock, loggers.CreateLogger<Writer>())
        {
            Disk = disk,
            Copy = CopyOf(options, dialect, clock, loggers),
            Lasting = new LastingDeeds(options.DataFolder),
        };
        var store = new Database(dialect, options.Store, clock, loggers.CreateLogger<Database>(), writer.Meter);
        try
        {
            writer.Start();
            if (clock is StoreClock shared)
            {
                await shared.FollowAsync(store, cancellation);
            }

            bool isNew = await StoreMark.ProveAsync(writer, keys, cancellation);
            if (!isNew && keys.Made.Contains("token"))
            {
                StoreLog.TokenKeyMade(loggers.CreateLogger<KeyRing>());
            }

            return await AssembleAsync(options, isNew, store, writer, keys, content, atlases, overlay, clock, loggers, cancellation);
        }
        catch (Exception error)
        {
            writer.Dispose();
            store.Dispose();
            if (error is DbException)
            {
                throw new InvalidOperationException($"The store cannot be opened: {error.Message}", error);
            }

            throw;
        }
    }

    /// <summary>
    /// Seeds the demo region (2 municipalities, 6 schools, 24 classes, 600 codes; 4 classes finished with simulated answers) into an empty
    /// store; a demo stays as it is. False, and nothing is written, when the store holds anything else.
    /// </summary>
    public Task<bool> SeedDemoAsync(CancellationToken cancellation) => new DemoRegion(this).SeedAsync(cancellation);

    /// <summary>Makes an invented region in an empty store, every student through the doors of all.</summary>
    /// <exception cref="InvalidOperationException">The store holds something.</exception>
    public Task SynthesizeAsync(SyntheticPlan plan, IProgress<double> progress, CancellationToken cancellation) =>
        new SyntheticRegion(this).MakeAsync(plan, progress, cancellation);

    /// <summary>Where to begin looking at the demo; null when the store holds something else.</summary>
    public Task<DemoGuide?> DemoGuideAsync(CancellationToken cancellation) => new DemoRegion(this).GuideAsync(cancellation);

    /// <summary>Lets the writer finish what waits, then closes the store.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            Writer.Dispose();
            Store.Dispose();
            _answers.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<DiagnosticsEngine> AssembleAsync(
        EngineOptions options, bool isNew, Database store, Writer writer, KeyRing keys, ContentShelf content, AtlasLibrary atlases, RegionalOverlay? overlay,
        TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation)
    {
        (InstrumentLibrary instruments, BatteryLibrary batteries, ReadingLibrary readings) = content;
        string nodeId = NewId.Next();
        // Before what methodologists published is taken in: that comes to every node by itself.
        var about = new NodeAbout(
            typeof(DiagnosticsEngine).Assembly.GetName().Version!.ToString(3), Migrations.Of(store.Dialect.Name)[^1].Name, FingerprintOf(batteries),
            keys.WholeFingerprint(), clock.GetUtcNow().ToUnixTimeMilliseconds(), IsDraining: false);
        if (store.Dialect.Shared && await NodePost.FindStrangerAsync(store, about, cancellation) is { } stranger)
        {
            throw new InvalidOperationException(
                $"Node {stranger} serves on this store with other keys than the folder keys below {options.DataFolder}: copy its folder keys there, or stop it if its keys are the wrong ones.");
        }

        var published = new PublishedShelf(store, batteries);
        // Before any session is read: some were taken with what was published.
        await published.LoadAsync(cancellation);
        var draftCheck = new DraftCheck(instruments, published);
        var log = new AnswerLog(store, writer);
        var steady = new SteadyClock(clock, loggers.CreateLogger<SteadyClock>());
        TimeSpan sectionGrace = TimeSpan.FromSeconds(options.SectionGraceSeconds);
        var roll = new SessionRoll(store, batteries, log, sectionGrace, steady, loggers.CreateLogger<SessionRoll>());
        writer.Reread = roll.Recover;
        var bell = new ControlBell();
        var desk = new SessionDesk(writer, bell, steady);
        var audit = new AuditLog(store, keys, clock);
        if (await audit.BeginSealsAsync(writer, hasBegun: !isNew && KeyRing.HasBegun(options.DataFolder), cancellation) is { } sealedFrom)
        {
            StoreLog.SealsBegun(loggers.CreateLogger<AuditLog>(), sealedFrom);
        }

        KeyRing.NoteBegun(options.DataFolder);
        var accounts = new AccountDesk(store, writer, keys, audit, clock);
        if (await accounts.ProveFactorsAsync(options.ForgetLostFactors, cancellation) is > 0 and var unread)
        {
            StoreLog.FactorsUnread(loggers.CreateLogger<AccountDesk>(), unread);
        }

        var invitations = new InvitationDesk(store, writer, accounts, audit, clock);
        var cards = new CodeCards(store, writer, batteries, keys, audit, new ReplacedCodes(roll, bell));
        var lasting = writer.Lasting!;
        var erasure = new ErasureDesk(store, writer, roll, lasting, audit, clock);
        var requests = new ParentRequests(store, writer, audit, clock);
        var links = new ParentLinks(store, keys);
        var questionnaire = new ParentQuestionnaire(instruments, batteries);
        var sheets = new ParentSheets(writer, keys, audit, clock);
        var demand = new DemandShelf(store, overlay, atlases.Newest);
        await demand.RefreshAsync(cancellation);
        var region = new RegionShelf(overlay, atlases.Newest, demand);
        var maker = new ResultMaker(batteries, new ResultWriter(instruments, readings, new Recommender(atlases.Newest)), region);
        var releases = new ReleaseDesk(store, writer, maker, keys, audit, clock);
        // Before the log's tail is proved and before any door opens: a restored store does again what must not be undone.
        var replay = new DeedReplay(writer, lasting, erasure, audit, loggers.CreateLogger<DeedReplay>())
        {
            Cards = cards,
            Releases = releases,
            Sheets = sheets,
            Requests = requests,
            Accounts = accounts,
            Invitations = invitations,
        };
        await replay.RunAsync(cancellation);
        await roll.OpenAsync(cancellation);
        var openings = new OpeningLog(store, writer, audit, clock);
        var texts = ConsentTexts.LoadBuiltIn();
        var pen = new ConsentPen(roll, desk, writer, clock);
        var privacy = new PrivacyDesk(store, writer, batteries, keys, erasure, requests, questionnaire, audit);
        var needs = new NeedBook(store, writer, batteries);
        var reviewMaker = new ReviewMaker(maker, atlases.Newest);
        var paths = new OrgPaths(store);
        var standings = new SessionStandings(store, batteries);
        var indicators = IndicatorLibrary.LoadBuiltIn(instruments, atlases.Newest).With(content.OwnIndicators);
        var pass = new RegionPass(store, batteries, standings, new SchoolFigures(store, indicators, instruments, batteries));
        var shelf = new ReadingShelf(store, writer, audit, clock);
        var signing = new SigningKeys(keys);
        var told = new IndicatorDesk(store, paths, indicators);
        var entered = new EnteredDesk(store, writer, paths, EnteredLibrary.LoadBuiltIn().With(content.OwnEntered), atlases.Newest, audit, clock);
        var needed = new DemandDesk(demand, store, writer, paths, audit, clock);
        var figures = new FigureDesk(store, shelf, paths, instruments);
        var norms = new NormVersionDesk(store, writer, shelf, new NormSigner(instruments, signing, audit, clock));
        var groups = new GroupSessions(store, standings);
        var regionCounts = new RegionCounts(store, groups);
        var reviewPen = new ReviewPen(releases, audit);
        var reviews = new ReviewDesk(store, writer, reviewMaker, reviewPen, openings, clock);
        var results = new ResultDesk(store, batteries, maker, new YearWriter(batteries, instruments), keys, clock);
        var board = new ClassBoard(roll, writer, bell, keys, audit, steady) { StartSpreadMs = options.Pressure.StartSpreadSeconds * 1_000 };
        var reports = new KeptReports(store, writer, audit, clock);
        var entry = new EntryQueue(options.Pressure.EntriesPerSecond, clock);
        var watch = new NodeWatch(roll);
        var meter = new AnswerMeter(() => entry.Waiting, () => watch.Answering);
        var sessions = new SessionRunner(roll, new Intake(log, writer, options.Pressure, meter, clock), desk, new FinishLine(writer, batteries, keys, steady), steady);
        var organisation = new OrgTree(store, writer, batteries, keys, audit, clock);
        var roster = new RosterMaking(new RosterMappings(store, writer, clock), new RosterPen(batteries, keys, audit), batteries, paths, roll);
        return new DiagnosticsEngine(store, writer, roll, meter)
        {
            DiskFolder = store.Dialect.Shared ? options.DataFolder : StorePlace.FolderOfSqlite(options),
            Keys = keys,
            Instruments = instruments,
            Atlases = atlases,
            Overlay = overlay,
            Batteries = batteries,
            Organisation = organisation,
            Roster = new RosterDesk(store, writer, organisation, roster) { Folder = Path.Combine(options.DataFolder, "roster") },
            OneRoster = new OneRosterWriter(store, writer, audit),
            OwnClasses = new OwnClasses(writer, roster),
            Cards = cards,
            Lessons = new LessonList(store),
            MakeUp = new MakeUpList(store),
            Leaflets = new Leaflets(store),
            Entrance = new Entrance(
                store, roll, desk, keys, texts, writer.Disk, entry,
                new EntryGate(options.DataFolder, options.Pressure.EntryClosed, clock), steady),
            Sessions = sessions,
            Slips = new SlipDesk(
                new SlipKeys(keys.Slip.Span), roll, sessions, desk, new SlipLog(writer, audit), TimeSpan.FromDays(options.SlipDays), steady),
            PaperForms = new PaperForms(store, writer, batteries, cards, texts, audit),
            Paper = new PaperDesk(
                new PaperRows(store, writer, audit), roll, sessions, desk, new PaperPen(pen, audit), TimeSpan.FromDays(options.SlipDays), steady),
            Board = board,
            Irregularities = new IrregularityLog(store, writer, roll, audit, clock),
            Accommodations = new AccommodationDesk(roll, writer, bell, audit),
            Outages = new OutageKeeper(roll, writer, bell, audit, sectionGrace, steady),
            Seats = new SeatSteps(roll, writer, bell, audit, steady),
            Results = results,
            Portfolios = new PortfolioDesk(store, results, new PortfolioWriter(instruments), signing, clock),
            Releases = releases,
            ReleaseBoard = new ReleaseBoard(store, batteries),
            Sheets = new SheetDesk(store, maker, clock),
            Needs = needs,
            Years = new YearDesk(store, writer, needs, audit),
            Queue = new ReviewBoard(store),
            Talks = new TalkBook(writer, audit, clock),
            Participation = new ParticipationList(store),
            Groups = new GroupBoard(groups, regionCounts, paths, batteries),
            RegionCounts = regionCounts,
            RegionPass = pass,
            Readings = new ReadingDesk(store, shelf, pass, clock),
            Entered = entered,
            Demand = needed,
            DemandShelf = demand,
            Summaries = new SummaryDesk(store, writer, paths, told, audit, clock),
            Clicks = new ClickDesk(store, writer, region, keys, clock),
            ClickFigures = new ClickFigures(store, paths, region, new LinkShelf(store, clock), clock),
            Exports = new ExportDesk(store, writer, batteries, standings, audit),
            Indicators = told,
            Figures = figures,
            FormLinks = new LinkDesk(store, shelf, instruments),
            NormVersions = norms,
            YearReports = new ReportDesk(store, writer, new ReportSource(told, figures, norms, entered, needed), new ReportSigner(signing, audit, clock)),
            Protocols = new ProtocolDesk(store, batteries, maker, new NormBook(store, instruments, signing), openings, clock),
            Day = new DayBoard(
                new DayRoster(store, reports), watch, store.Dialect.Shared ? new NodePost(store, writer, nodeId) : null,
                new LoadMeter(writer, entry, clock), (options.NodeName ?? Environment.MachineName, about), steady),
            Bells = new BellPost(store, writer, roll, bell, nodeId, clock),
            DayMessages = new DayMessages(store, writer, audit, clock),
            EntryRate = new EntryRate(store, writer, audit, entry),
            DaySteps = new DaySteps(store, board, clock),
            Waves = new WaveDesk(store, writer, paths, batteries, reports, audit),
            Slots = new SlotDesk(store, writer, batteries, audit, clock),
            Moves = new HandMoves(writer, batteries, audit, clock),
            Preparation = new PreparationList(store, batteries),
            Responsible = new ResponsibleDesk(store, writer, openings, audit, clock),
            Published = published,
            Bench = new BenchDesk(store, writer, instruments, draftCheck, new DraftStarts(instruments, published), audit, clock),
            Publications = new PublicationDesk(store, writer, instruments, published, draftCheck, audit, clock),
            Content = new ContentDesk(store, writer, new ContentInventory(content, atlases, texts), new ContentSigner(signing, audit, clock)),
            AnswerPaths = new PathDesk(store, batteries, log, openings),
            Reviews = reviews,
            Drafts = new DraftDesk(writer, openings, clock),
            Batches = new BatchDesk(store, writer, reviewMaker, reviewPen, reviews, clock),
            ParentTexts = new ParentTextDesk(store, writer, keys, audit),
            Addressed = new AddressedDesk(store, openings),
            Observers = new ObserverDesk(store, writer, audit, openings, instruments, clock),
            Methods = new MethodDesk(store, writer, audit, clock),
            MethodSheets = new MethodSheetDesk(store, new MethodSheetPen(audit, clock), writer, openings),
            Consilia = new ConsiliumDesk(store, writer, reviews, new ConsiliumPen(atlases, audit, openings, clock), openings),
            Steps = new StepBook(store, writer, audit, clock),
            Campaigns = new CampaignDesk(store, writer, audit, clock),
            NextCampaign = new NextCampaignDesk(store, writer, audit, clock),
            Retention = new RetentionDesk(store, writer, erasure, audit, clock),
            Access = new AccessDesk(store, audit),
            Paths = paths,
            Accounts = accounts,
            Invitations = invitations,
            External = new ExternalDesk(store, writer, invitations, audit, clock),
            StaffDoor = new StaffDoor(store, writer, audit, clock),
            Audit = audit,
            Openings = openings,
            Names = new NamesDesk(store, writer, audit, clock),
            Notes = new NotesDesk(writer, audit, clock),
            Privacy = privacy,
            ConsentTexts = texts,
            Consent = new ConsentDesk(store, pen, requests, privacy, audit),
            Parents = new ParentDesk(store, pen, requests, links, audit),
            ParentForms = new ParentFormDesk(store, writer, links, questionnaire, audit, openings, clock),
            ParentSheets = sheets,
            Rehearsals = new RehearsalDesk(store, writer, batteries, cards, roll, keys, audit, clock),
            RehearsalReports = reports,
            Sittings = new SittingDesk(writer, batteries, roll, keys, bell, audit, clock),
            SittingList = new SittingList(store, batteries, clock),
            Packages = new SittingPackages(store, batteries),
            Standings = standings,
            CheckLinks = new CheckLinks(store, writer, keys, audit, clock),
            Readiness = new ReadinessDesk(store, writer, audit, clock),
        };
    }

    private static string FingerprintOf(BatteryLibrary batteries) =>
        Sha256Hex.OfFields(batteries.All.Select(battery => batteries.PackageOf(battery).Hash))[..16];

    /// <summary>The region as a whole or not at all: half a region would look like all there is.</summary>
    private static LogCopy? CopyOf(EngineOptions options, Dialect dialect, TimeProvider clock, ILoggerFactory loggers) =>
        options.Store.LogCopyFolder is not { } folder ? null
        : !dialect.Shared ? new LogCopy(StorePlace.OfSqlite(options), Path.GetFullPath(folder), options.Store.LogCopyRenewBytes, clock, loggers.CreateLogger<LogCopy>())
        : throw new InvalidOperationException("The log that is copied to a second folder is SQLite's: PostgreSQL and SQL Server archive their own.");

    private static RegionalOverlay? Overlaid(string? folder, AtlasYear atlas)
    {
        if (folder is null)
        {
            return null;
        }

        OverlayReading reading = OverlayFolder.Read(folder, atlas);
        return reading.Overlay ?? throw new InvalidDataException(
            $"The region's overlay in {folder} has faults:{Environment.NewLine}{string.Join(Environment.NewLine, reading.Faults)}");
    }
}
