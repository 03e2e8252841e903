using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Exports;

/// <summary>Answers of a region's campaign for research, without persons: what there is, what an order comes to, the file. Who may have it is decided before.</summary>
public sealed class ExportDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly AuditLog _audit;
    private readonly ExportPlanner _planner;

    internal ExportDesk(Database database, Writer writer, BatteryLibrary batteries, SessionStandings standings, AuditLog audit) =>
        (_database, _writer, _batteries, _audit, _planner) = (database, writer, batteries, audit, new ExportPlanner(database, batteries, standings));

    private const string Campaigns = """
        SELECT DISTINCT g.id AS Id, g.year AS Year, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion
        FROM campaign g JOIN school_class c ON c.campaign_id = g.id
        WHERE g.region_id = @regionId AND c.kind = 'lesson'
        """;

    private const string Year = "SELECT id AS Id, year AS Year FROM campaign WHERE id = @campaignId AND region_id = @regionId";

    /// <summary>Years with lessons, the newest first, with the instruments of their classes.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<ExportCampaign>> CampaignsAsync(string regionId, CancellationToken cancellation) =>
    [
        .. (await _database.QueryAsync<CampaignRow>(Campaigns, new { regionId }, cancellation)).GroupBy(row => (row.Id, row.Year)).OrderByDescending(campaign => campaign.Key.Year)
            .Select(campaign => new ExportCampaign(
                campaign.Key.Id, campaign.Key.Year,
                [
                    .. campaign.Select(row => _batteries.Find(row.BatteryId, row.BatteryVersion)).OfType<Battery>().SelectMany(battery => battery.Steps).Select(step => step.Instrument)
                        .DistinctBy(instrument => instrument.Id).OrderBy(instrument => instrument.Title.Russian, StringComparer.Ordinal).Select(TitleOf),
                ])),
    ];

    /// <summary>What an order comes to; null where the region has no such campaign.</summary>
    /// <exception cref="ArgumentException">The order has a <see cref="ExportOrder.Fault"/>.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ExportPlan?> PlanAsync(string regionId, ExportOrder order, IProgress<double> progress, CancellationToken cancellation)
    {
        if (order.Fault is { } fault)
        {
            throw new ArgumentException($"The order cannot be followed: {fault}.", nameof(order));
        }

        return await _database.FirstOrDefaultAsync<YearRow>(Year, new { campaignId = order.CampaignId, regionId }, cancellation) is { } campaign
            ? await _planner.PlanAsync(order, regionId, campaign.Year, progress, cancellation)
            : null;
    }

    /// <summary>Writes the file, after an entry in the log of deeds, and says how many rows it has. Memory does not grow with the rows but for their identifiers.</summary>
    /// <param name="actor">Identifier of the account it is given to.</param>
    /// <param name="output">Where it goes; written to without blocking, left open.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<int> WriteAsync(ExportPlan plan, ExportFormat format, string actor, Stream output, IProgress<double> progress, CancellationToken cancellation)
    {
        string detail = $"{StoredText.Of(format)} {plan.Summary.Year} k{plan.Order.LeastAlike} {plan.Summary.Rows}";
        await _writer.RunAsync(
            null,
            scope =>
            {
                _audit.Write(scope, new AuditEntry(actor, AuditAct.AnswersExported, "campaign", plan.Order.CampaignId, new OrgNode(NodeKind.Region, plan.RegionId), detail));
                return true;
            },
            cancellation);
        await using var gathered = new GatheringStream(output);
        using var file = ExportFile.Open(format, plan, gathered);
        int rows = 0;
        if (file.HasRows)
        {
            await foreach (IReadOnlyList<ExportCell[]> some in new ExportRows(_database, _batteries).ReadAsync(plan, cancellation))
            {
                foreach (ExportCell[] row in some)
                {
                    file.Row(row);
                }

                rows += some.Count;
                await gathered.SendAsync(cancellation);
                progress.Report((double)rows / plan.Persons.Length);
            }
        }

        file.Complete();
        await gathered.SendAsync(cancellation);
        return rows;
    }

    /// <summary>What the name of a file of this format ends with.</summary>
    public static string EndingOf(ExportFormat format) => format switch
    {
        ExportFormat.Xlsx => "xlsx",
        ExportFormat.Codebook => "json",
        ExportFormat.Csv or ExportFormat.ExcelCsv or ExportFormat.Spss or ExportFormat.R or ExportFormat.Xapi or ExportFormat.Qti => "zip",
    };

    private static ExportInstrument TitleOf(Instrument instrument) => new(instrument.Id, instrument.Title.Russian);

    private sealed record CampaignRow
    {
        public required string Id { get; init; }

        public required int Year { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }

    private sealed record YearRow
    {
        public required string Id { get; init; }

        public required int Year { get; init; }
    }
}
