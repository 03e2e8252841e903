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
    private readonly OrgPaths _paths;
    private readonly ReportSource _source;
    private readonly ReportSigner _signer;

    internal ReportDesk(Database database, Writer writer, OrgPaths paths, ReportSource source, ReportSigner signer) =>
        (_database, _writer, _paths, _source, _signer) = (database, writer, paths, source, signer);

    private const string DraftOf = $"SELECT {DraftRow.Columns} FROM report_draft d WHERE d.campaign_id = @CampaignId AND d.place_id = @placeId";

    private const string NameOf = "SELECT name FROM account WHERE id = @id";

    /// <returns>Null for a place that has no report.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ReportPage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality))
        {
            return null;
        }

        ImmutableArray<EditionHead> editions = await EditionsAsync(place, cancellation);
        if (await _source.DraftAsync(place, cancellation) is not { } fresh)
        {
            return new ReportPage(await _paths.TitleAsync(place, cancellation), null, null, null, 0, null, null, null, editions);
        }

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
            await _database.FirstOrDefaultAsync<string>(NameOf, new { id = row.ChangedBy }, cancellation) ?? row.ChangedBy, row.ChangedAt,
            opened.Stamp == fresh.Stamp ? null : new NewerReport(fresh.Stamp, fresh.Data.MadeAtMs, ReportEdits.Between(opened.Document, drafted)), editions);
    }

    /// <summary>Writes in a report. The same deed sent twice is done once.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public Task<ReportOutcome> ChangeAsync(OrgNode place, ReportChange change, string actor, CancellationToken cancellation) => WriteAsync(
        place, actor,
        (fresh, opened) =>
        {
            if (change.Stamp != (opened?.Stamp ?? fresh.Stamp))
            {
                return new Written(ReportOutcome.Changed, null);
            }

            Written written = Written.Of(change, opened?.Written ?? ReportEdits.None, opened?.Document ?? CanonicalJson.Read<ReportDocument>(fresh.Document));
            return written with { Over = opened?.Text ?? fresh.Document };
        },
        cancellation);

    /// <summary>Lays what was written over the draft of the last pass.</summary>
    /// <param name="stamp">Of the draft that was offered.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public Task<ReportOutcome> RenewAsync(OrgNode place, string stamp, string actor, CancellationToken cancellation) => WriteAsync(
        place, actor,
        (fresh, opened) => fresh.Stamp != stamp ? new Written(ReportOutcome.Changed, null)
            : opened is null || opened.Stamp == fresh.Stamp ? new Written(ReportOutcome.Done, null)
            : new Written(ReportOutcome.Done, opened.Written) { Over = fresh.Document },
        cancellation);

    private const string RevisionNow = "SELECT COALESCE(MAX(revision), 0) AS Revision FROM report_draft WHERE campaign_id = @CampaignId AND place_id = @placeId";

    /// <summary>A colleague may write elsewhere in the report in the same moment; the next try lays the deed over theirs.</summary>
    private const int Tries = 3;

    /// <summary>Unpacked, compared and packed outside the writer, for whom others wait: within it only the revision is asked.</summary>
    private async Task<ReportOutcome> WriteAsync(OrgNode place, string actor, Func<FreshReport, OpenedDraft?, Written> write, CancellationToken cancellation)
    {
        if (await _source.DraftAsync(place, cancellation) is not { } fresh)
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

            Written written = write(fresh, opened);
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
    public async Task<(ReportOutcome Outcome, string? Id)> FreezeAsync(OrgNode place, string stamp, long revision, string actor, CancellationToken cancellation)
    {
        if (await _source.DraftAsync(place, cancellation) is not { } fresh)
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

    /// <param name="Edits">Null where nothing is to be written.</param>
    private sealed record Written(ReportOutcome Outcome, ReportEdits? Edits)
    {
        /// <summary>Canonical text of the draft the edits lie over.</summary>
        public string? Over { get; init; }

        public static Written Of(ReportChange change, ReportEdits edits, ReportDocument drafted) => change switch
        {
            ReportChange.Words words => Of(words, edits, drafted),
            ReportChange.LeaveOut leave => drafted.Sections.All(section => section.Id != leave.Section) ? new Written(ReportOutcome.Invalid, null)
                : edits.LeftOut.Contains(leave.Section) == leave.IsLeftOut ? new Written(ReportOutcome.Done, null)
                : new Written(ReportOutcome.Done, edits.With(leave.Section, leave.IsLeftOut)),
            _ => throw new InvalidOperationException($"Unknown change {change.GetType().Name}."),
        };

        private static Written Of(ReportChange.Words words, ReportEdits edits, ReportDocument drafted)
        {
            ReportEdit? known = edits.Find(words.Paragraph);
            ReportParagraph? over = drafted.Sections.FirstOrDefault(section => section.Id == words.Section)?.Paragraphs.FirstOrDefault(paragraph => paragraph.Id == words.Paragraph);
            string? text = words.Text is null ? null : ReportEdits.Plain(words.Text);
            text = text is { Length: 0 } && over is null ? null : text;
            bool isMeant = over is not null || (known is not null && known.Section == words.Section) || (ReportEdits.IsOwn(words.Paragraph) && drafted.Sections.Any(section => section.Id == words.Section));
            if (!isMeant || text is { Length: > ReportEdits.Longest } || (known is null && edits.Texts.Length >= ReportEdits.Most))
            {
                return new Written(ReportOutcome.Invalid, null);
            }

            // The same text again, over what the rules write now: whoever sends it has looked.
            bool isConfirmed = known is not null && known.Text == text && over is not null && known.Written != over.Text;
            return known?.Text == text && !isConfirmed ? new Written(ReportOutcome.Done, null)
                : isConfirmed ? new Written(ReportOutcome.Done, edits.With(known! with { Written = over!.Text }, text))
                : known?.Text != words.Was ? new Written(ReportOutcome.Changed, null)
                : new Written(ReportOutcome.Done, edits.With(new ReportEdit(words.Paragraph, words.Section, text ?? "", over?.Text), text));
        }
    }

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
