using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Monitoring;

/// <summary>Writes what a pass found in the place of what the last one of the campaign found, and reads it back.</summary>
internal sealed class ReadingShelf(Database database, Writer writer, AuditLog audit, TimeProvider clock)
{
    /// <summary>Norms of a reading are nobody's yet: a version of its own comes with freezing.</summary>
    private const string NotFrozen = "0.0.0";

    /// <summary>Beside the reasons: those nothing could be asked of yet.</summary>
    private const string Waiting = "waiting";

    private static readonly string[] Deletions =
    [
        "DELETE FROM region_reading_place WHERE campaign_id = @CampaignId",
        "DELETE FROM region_reading_form WHERE campaign_id = @CampaignId",
        "DELETE FROM region_reading WHERE campaign_id = @CampaignId",
    ];

    /// <param name="mark">A <see cref="ReadingMark"/> of when the pass began.</param>
    public async Task WriteAsync(string regionId, RegionCampaign campaign, RegionReading reading, string mark, string actor, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ReadingFormRow[] forms = [.. reading.Forms.Select(form => RowOf(campaign, form, now))];
        PlaceRow[] places = [.. PlaceRow.Of(campaign.Id, reading.Indicators)];
        ReadingRow row = new()
        {
            CampaignId = campaign.Id,
            RegionId = regionId,
            MadeAt = now.ToUnixTimeMilliseconds(),
            MadeBy = actor,
            Sessions = reading.Sessions,
            Counted = reading.Counted,
            Simulated = reading.IsSimulated ? 1 : 0,
            Differing = reading.Differing,
            Unreadable = reading.Unreadable,
            Against = AgainstOf(reading),
            Mark = mark,
            Hash = "",
        };
        row = row with { Hash = row.TrueHash(forms) };
        await writer.RunAsync(
            null,
            scope =>
            {
                foreach (string deletion in Deletions)
                {
                    scope.Execute(deletion, row);
                }

                scope.Execute(ReadingRow.Insert, row);
                foreach (ReadingFormRow form in forms)
                {
                    scope.Execute(ReadingFormRow.Insert, form);
                }

                foreach (PlaceRow place in places)
                {
                    scope.Execute(PlaceRow.Insert, place);
                }

                audit.Write(scope, new AuditEntry(actor, AuditAct.FiguresMade, "campaign", campaign.Id, new OrgNode(NodeKind.Region, regionId)));
                return true;
            },
            cancellation);
    }

    private const string HeadOf = $"SELECT {ReadingRow.Columns} FROM region_reading WHERE campaign_id = @campaignId";

    private const string FormsOf = "SELECT instrument, version, form, sessions FROM region_reading_form WHERE campaign_id = @campaignId ORDER BY instrument, version, form";

    public Task<ReadingRow?> HeadAsync(string campaignId, CancellationToken cancellation) =>
        database.FirstOrDefaultAsync<ReadingRow>(HeadOf, new { campaignId }, cancellation);

    /// <summary>Null before the first pass.</summary>
    public async Task<KeptReading?> FindAsync(string campaignId, CancellationToken cancellation)
    {
        if (await HeadAsync(campaignId, cancellation) is not { } row)
        {
            return null;
        }

        Dictionary<string, long> against = JsonSerializer.Deserialize<Dictionary<string, long>>(row.Against)!;
        against.Remove(Waiting, out long waiting);
        IReadOnlyList<HeadRow> forms = await database.QueryAsync<HeadRow>(FormsOf, new { campaignId }, cancellation);
        return new KeptReading(
            row.CampaignId, row.MadeAt, row.Sessions, row.Counted, row.Simulated == 1,
            against.ToDictionary(one => StoredText.Read<StandingReason>(one.Key), one => (long?)one.Value), row.Differing, row.Unreadable, waiting, row.Hash, [.. forms.Select(form => new KeptFormHead(new FormKey(form.Instrument, form.Version, form.Form), form.Sessions))]);
    }

    private const string FormOf = $"""
        SELECT {ReadingFormRow.Columns} FROM region_reading_form
        WHERE campaign_id = @campaignId AND instrument = @Instrument AND version = @Version AND form = @Form
        """;

    /// <summary>Null where the last pass met no such form.</summary>
    public async Task<KeptForm?> FormAsync(string campaignId, FormKey key, CancellationToken cancellation) =>
        await database.FirstOrDefaultAsync<ReadingFormRow>(FormOf, new { campaignId, key.Instrument, key.Version, key.Form }, cancellation) is { } row ? Read(row) : null;

    private const string AllFormsOf = """
        SELECT g.year, r.simulated, f.instrument, f.version, f.form, f.sessions
        FROM region_reading r
        JOIN campaign g ON g.id = r.campaign_id
        JOIN region_reading_form f ON f.campaign_id = r.campaign_id
        WHERE r.region_id = @regionId ORDER BY f.instrument, g.year DESC, f.version DESC, f.form
        """;

    /// <summary>Every form of every year that is kept of the region.</summary>
    public async Task<ImmutableArray<KeptYearForm>> FormsAsync(string regionId, CancellationToken cancellation) =>
    [
        .. (await database.QueryAsync<YearFormRow>(AllFormsOf, new { regionId }, cancellation))
            .Select(row => new KeptYearForm((int)row.Year, new FormKey(row.Instrument, row.Version, row.Form), row.Sessions, row.Simulated == 1)),
    ];

    private static string AgainstOf(RegionReading reading)
    {
        var against = new SortedDictionary<string, long>(reading.Against.ToDictionary(one => StoredText.Of(one.Key), one => one.Value), StringComparer.Ordinal);
        if (reading.Waiting > 0)
        {
            against[Waiting] = reading.Waiting;
        }

        return JsonSerializer.Serialize(against);
    }

    private static ReadingFormRow RowOf(RegionCampaign campaign, FormReading form, DateTimeOffset now)
    {
        NormOrigin origin = NormName.Origin(new FormKey(form.Instrument.Id, form.Instrument.Version, form.Form), campaign, NotFrozen, now);
        return new ReadingFormRow
        {
            CampaignId = campaign.Id,
            Instrument = form.Instrument.Id,
            Version = form.Instrument.Version,
            Form = form.Form,
            Sessions = form.Sessions,
            Norms = PackedText.Pack($"[{string.Join(',', form.Norms.Select(norms => NormName.ToJson(norms.ToNorms(origin, new NormSettings()))))}]"),
            Items = PackedText.Pack(new KeptItems(form.Items, form.Models).ToJson()),
        };
    }

    private static KeptForm Read(ReadingFormRow row)
    {
        using var norms = JsonDocument.Parse(PackedText.Unpack(row.Norms));
        var items = KeptItems.FromJson(PackedText.Unpack(row.Items));
        return new KeptForm([.. norms.RootElement.EnumerateArray().Select(file => NormName.FromJson(file.GetRawText()))], items.Grades, items.Models);
    }

    private sealed record YearFormRow
    {
        public required long Year { get; init; }

        public required long Simulated { get; init; }

        public required string Instrument { get; init; }

        public required string Version { get; init; }

        public required string Form { get; init; }

        public required long Sessions { get; init; }
    }

    private sealed record HeadRow
    {
        public required string Instrument { get; init; }

        public required string Version { get; init; }

        public required string Form { get; init; }

        public required long Sessions { get; init; }
    }
}
