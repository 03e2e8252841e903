using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.YearReports;

/// <summary>The yearly report of a region or a municipality: drafted from its numbers, written in by people, frozen as signed editions. Who may do it is decided before.</summary>
public sealed class ReportDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ReportSource _source;
    private readonly ReportSigner _signer;

    internal ReportDesk(Database database, Writer writer, ReportSource source, ReportSigner signer) =>
        (_database, _writer, _source, _signer) = (database, writer, source, signer);

    private const string DraftOf = $"SELECT {DraftRow.Columns} FROM report_draft d WHERE d.campaign_id = @CampaignId AND d.place_id = @placeId";

    /// <param name="year">Of a campaign that was counted; null: the newest with lessons.</param>
    /// <returns>Null for a place that has no report, and a year without lessons.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ReportPage?> ReadAsync(OrgNode place, int? year, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality) || await _source.GroundAsync(place, year, cancellation) is not { } ground)
        {
            return null;
        }

        ImmutableArray<EditionHead> editions = await EditionsAsync(place, cancellation);
        return await _source.DraftAsync(place, ground.Year, cancellation) is { } fresh
            ? (await PageAsync(place, fresh, editions, cancellation)) with { Years = ground.Years, NotCounted = fresh.Data.NotCounted, IsBehind = fresh.Data.IsBehind }
            : new ReportPage(ground.Place, ground.Year, null, null, 0, null, null, null, editions) { Years = ground.Years, Lack = ground.Lack ?? ReportLack.Reading };
    }

    private async Task<ReportPage> PageAsync(OrgNode place, FreshReport fresh, ImmutableArray<EditionHead> editions, CancellationToken cancellation)
    {
        ReportDocument drafted = CanonicalJson.Read<ReportDocument>(fresh.Document);
        if (await _database.FirstOrDefaultAsync<DraftRow>(DraftOf, new { fresh.CampaignId, placeId = place.Id }, cancellation) is not { } row)
        {
            return new ReportPage(fresh.Data.Place, fresh.Data.Year, drafted, fresh.Stamp, 0, null, null, null, editions);
        }

        if (row.Open() is not { } opened)
        {
            return new ReportPage(fresh.Data.Place, fresh.Data.Year, drafted, fresh.Stamp, row.Revision, null, null, null, editions, IsDamaged: true);
        }

        return new ReportPage(
            fresh.Data.Place, fresh.Data.Year, opened.Written.Over(opened.Document), opened.Stamp, row.Revision,
            await AccountName.OfAsync(_database, row.ChangedBy, cancellation), row.ChangedAt,
            opened.Stamp == fresh.Stamp ? null : new NewerReport(fresh.Stamp, fresh.Data.MadeAtMs, ReportEdits.Between(opened.Document, drafted)), editions);
    }

    /// <summary>Writes in a report. The same deed sent twice is done once.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public Task<ReportOutcome> ChangeAsync(OrgNode place, int? year, ReportChange change, string actor, CancellationToken cancellation) => WriteAsync(
        place, year, actor,
        (fresh, opened) =>
        {
            if (change.Stamp != (opened?.Stamp ?? fresh.Stamp))
            {
                return new WrittenDeed(ReportOutcome.Changed, null);
            }

            WrittenDeed written = WrittenDeed.Of(change, opened?.Written ?? ReportEdits.None, opened?.Document ?? CanonicalJson.Read<ReportDocument>(fresh.Document));
            return written with { Over = opened?.Text ?? fresh.Document };
        },
        cancellation);

    /// <summary>Lays what was written over the draft of the last pass.</summary>
    /// <param name="stamp">Of the draft that was offered.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public Task<ReportOutcome> RenewAsync(OrgNode place, int? year, string stamp, string actor, CancellationToken cancellation) => WriteAsync(
        place, year, actor,
        (fresh, opened) => fresh.Stamp != stamp ? new WrittenDeed(ReportOutcome.Changed, null)
            : opened is null || opened.Stamp == fresh.Stamp ? new WrittenDeed(ReportOutcome.Done, null)
            : new WrittenDeed(ReportOutcome.Done, opened.Written) { Over = fresh.Document },
        cancellation);

    private const string RevisionNow = "SELECT COALESCE(MAX(revision), 0) AS Revision FROM report_draft WHERE campaign_id = @CampaignId AND place_id = @placeId";

    /// <summary>A colleague may write elsewhere in the report in the same moment; the next try lays the deed over theirs.</summary>
    private const int Tries = 3;

    /// <summary>Unpacked, compared and packed outside the writer, for whom others wait: within it only the revision is asked.</summary>
    private async Task<ReportOutcome> WriteAsync(OrgNode place, int? year, string actor, Func<FreshReport, OpenedDraft?, WrittenDeed> write, CancellationToken cancellation)
    {
        if (await _source.DraftAsync(place, year, cancellation) is not { } fresh)
        {
            return ReportOutcome.NoReading;
        }

        var which = new { fresh.CampaignId, placeId = place.Id };
        for (int time = 1; time <= Tries; time++)
        {
            DraftRow? row = await _database.FirstOrDefaultAsync<DraftRow>(DraftOf, which, cancellation);
            OpenedDraft? opened = row?.Open();
            if (row is not null && opened is null)
            {
                return ReportOutcome.Damaged;
            }

            WrittenDeed written = write(fresh, opened);
            if (written is not { Edits: { } edits, Over: { } document })
            {
                return written.Outcome;
            }

            DraftRow next = Next(fresh, row, place, document, edits) with { ChangedBy = actor };
            bool isDone = await _writer.RunAsync(
                null,
                scope =>
                {
                    if (scope.Scalar<long>(RevisionNow, which) != next.Revision - 1 || scope.Execute(row is null ? DraftRow.Insert : DraftRow.Update, next) != 1)
                    {
                        return false;
                    }

                    _signer.Tell(scope, actor, AuditAct.ReportWritten, place, $"{next.Revision}");
                    return true;
                },
                cancellation);
            if (isDone)
            {
                return ReportOutcome.Done;
            }
        }

        return ReportOutcome.Changed;
    }

    private const string NextNumber = "SELECT COALESCE(MAX(number), 0) + 1 AS Number FROM report_edition WHERE campaign_id = @CampaignId AND place_id = @placeId";

    private const string HashNow = "SELECT hash FROM region_reading WHERE campaign_id = @CampaignId";

    /// <summary>Freezes a report as it was looked at.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<(ReportOutcome Outcome, string? Id)> FreezeAsync(OrgNode place, int? year, string stamp, long revision, string actor, CancellationToken cancellation)
    {
        if (await _source.DraftAsync(place, year, cancellation) is not { } fresh)
        {
            return (ReportOutcome.NoReading, null);
        }

        var which = new { fresh.CampaignId, placeId = place.Id };
        DraftRow? row = await _database.FirstOrDefaultAsync<DraftRow>(DraftOf, which, cancellation);
        OpenedDraft? opened = row?.Open();
        if (row is not null && opened is null)
        {
            return (ReportOutcome.Damaged, null);
        }

        if ((opened?.Stamp ?? fresh.Stamp) != stamp || (row?.Revision ?? 0) != revision)
        {
            return (ReportOutcome.Changed, null);
        }

        if (fresh.Stamp != stamp)
        {
            return (ReportOutcome.Older, null);
        }

        long number = (await _database.QueryAsync<long>(NextNumber, which, cancellation)).Single();
        EditionRow edition = _signer.Sign(fresh, opened?.Written ?? ReportEdits.None, number, actor);
        return await _writer.RunAsync<(ReportOutcome Outcome, string? Id)>(
            null,
            scope =>
            {
                // A pass that ended meanwhile has other numbers, and a colleague may have written or frozen.
                if (scope.FirstOrDefault<string>(HashNow, which) != fresh.Data.Reading || scope.Scalar<long>(NextNumber, which) != number
                    || scope.Scalar<long>(RevisionNow, which) != revision)
                {
                    return (ReportOutcome.Changed, null);
                }

                scope.Execute(EditionRow.Insert, edition);
                _signer.Tell(scope, actor, AuditAct.ReportFrozen, place, $"{fresh.Data.Year} {number}");
                return (ReportOutcome.Done, edition.Id);
            },
            cancellation);
    }

    private const string EditionsOf = """
        SELECT e.id AS Id, e.number AS Number, e.simulated AS Simulated, e.made_at AS MadeAt, e.statement AS Statement, g.year AS Year, COALESCE(a.name, e.made_by) AS Name
        FROM report_edition e JOIN campaign g ON g.id = e.campaign_id LEFT JOIN account a ON a.id = e.made_by WHERE e.place_id = @placeId ORDER BY e.made_at DESC, e.number DESC
        """;

    private async Task<ImmutableArray<EditionHead>> EditionsAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<HeadRow>(EditionsOf, new { placeId = place.Id }, cancellation)).Select(row => row.ToHead())];

    private const string EditionOf = $"SELECT {EditionRow.Columns} FROM report_edition e WHERE e.id = @id AND e.place_id = @placeId";

    /// <summary>An edition with all that belongs to it; null when the place has none of this identifier.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<Edition?> OpenAsync(OrgNode place, string id, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<EditionRow>(EditionOf, new { id, placeId = place.Id }, cancellation) is not { } row
            || (await EditionsAsync(place, cancellation)).FirstOrDefault(one => one.Id == id) is not { } head)
        {
            return null;
        }

        bool holds = row.IsAsFrozen(_signer.Published);
        return new Edition(head, holds, holds ? row.File : null);
    }

    private const string CodesOf = """
        SELECT s.id AS School, MIN(k.code) AS Code FROM school_code k JOIN school s ON s.id = k.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE m.id = @placeId OR m.region_id = @placeId GROUP BY s.id
        """;

    /// <summary>The numbers schools have in their region's own registers, by school; those that were never imported have none.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyDictionary<string, string>> SchoolCodesAsync(OrgNode place, CancellationToken cancellation) =>
        (await _database.QueryAsync<CodeRow>(CodesOf, new { placeId = place.Id }, cancellation)).ToDictionary(row => row.School, row => row.Code, StringComparer.Ordinal);

    private DraftRow Next(FreshReport fresh, DraftRow? row, OrgNode place, string document, ReportEdits edits) => new()
    {
        CampaignId = fresh.CampaignId,
        PlaceId = place.Id,
        Revision = (row?.Revision ?? 0) + 1,
        Drafted = PackedText.Pack(document),
        Edits = CanonicalJson.Of(edits),
        ChangedBy = "",
        ChangedAt = _signer.NowMs,
    };

    private sealed record CodeRow
    {
        public required string School { get; init; }

        public required string Code { get; init; }
    }

    private sealed record HeadRow
    {
        public required string Id { get; init; }

        public required long Number { get; init; }

        public required long Simulated { get; init; }

        public required long MadeAt { get; init; }

        public required string Statement { get; init; }

        public required int Year { get; init; }

        public required string Name { get; init; }

        public EditionHead ToHead() => new(Id, Year, Number, Simulated == 1, MadeAt, Name, HashOf(Statement));

        private static string? HashOf(string statement)
        {
            try
            {
                return CanonicalJson.Read<ReportStatement>(statement).Data;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
