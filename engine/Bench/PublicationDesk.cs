using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Bench;

/// <summary>Makes drafts versions of the library. Who may do it is decided before.</summary>
public sealed class PublicationDesk
{
    public const int LongestReason = 1000;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly InstrumentLibrary _instruments;
    private readonly PublishedShelf _shelf;
    private readonly DraftCheck _check;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal PublicationDesk(
        Database database, Writer writer, InstrumentLibrary instruments, PublishedShelf shelf, DraftCheck check, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _instruments, _shelf, _check, _audit, _clock) = (database, writer, instruments, shelf, check, audit, clock);

    private const string OfRegion = $"""
        SELECT {PublishedRow.Columns} FROM published_instrument p WHERE p.region_id = @regionId ORDER BY p.published_at DESC, p.instrument, p.version
        """;

    /// <summary>What a region published, the last first.</summary>
    /// <exception cref="InvalidDataException">One of them is damaged; names it.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<PublishedHead>> ListAsync(string regionId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<PublishedRow>(OfRegion, new { regionId }, cancellation)).Select(Head)];

    private const string Draft = $"SELECT {DraftRow.Columns}, d.body AS Body FROM bench_draft d WHERE d.id = @id AND d.region_id = @regionId AND d.revision = @Revision";

    private const string Drop = "DELETE FROM bench_draft WHERE id = @id AND region_id = @regionId AND revision = @Revision";

    private const string Others = "SELECT COUNT(*) FROM published_instrument WHERE instrument = @Instrument AND (region_id <> @RegionId OR version = @Version)";

    /// <summary>Publishes a draft that stands as it was looked at, and lets go of it.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<PublishResult> PublishAsync(string regionId, string id, PublishOrder order, string actor, CancellationToken cancellation)
    {
        if (!order.IsSensible)
        {
            return new PublishResult(PublishOutcome.Invalid, []);
        }

        if (await _database.FirstOrDefaultAsync<DraftRow>(Draft, new { id, regionId, order.Revision }, cancellation) is not { } draft)
        {
            return new PublishResult(PublishOutcome.Changed, []);
        }

        string text = PackedText.Unpack(draft.Body!);
        DraftVerdict verdict = await _check.ExamineAsync(text, regionId, cancellation);
        if (verdict.Instrument is not { } instrument || verdict.HasErrors)
        {
            return new PublishResult(PublishOutcome.Refused, Told(verdict.Findings));
        }

        ImmutableArray<LintFinding> findings = [.. verdict.Findings, .. BatteryRules.Examine(PublishedRow.Offer(instrument, order.Grades, order.Seconds))];
        if (findings.Any(finding => finding.Severity == LintSeverity.Warning) && order.Reason.Length == 0)
        {
            return new PublishResult(PublishOutcome.NeedsReason, Told(findings));
        }

        PublishedRow row = new()
        {
            Instrument = instrument.Id,
            Version = instrument.Version,
            RegionId = regionId,
            Body = draft.Body!,
            Hash = instrument.ContentHash,
            Grades = string.Join(',', order.Grades.Select(grade => grade.ToString(CultureInfo.InvariantCulture))),
            Seconds = order.Seconds,
            Reason = order.Reason,
            PublishedBy = actor,
            PublishedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        bool isWritten = await _writer.RunAsync(
            null,
            scope =>
            {
                // Another node may have published under this name since this one looked.
                if (scope.Scalar<long>(Others, row) > 0 || scope.Execute(Drop, new { id, regionId, order.Revision }) == 0)
                {
                    return false;
                }

                scope.Execute(PublishedRow.Insert, row);
                _audit.Write(
                    scope, new AuditEntry(actor, AuditAct.InstrumentPublished, "instrument", row.Instrument, new OrgNode(NodeKind.Region, regionId), row.Version));
                return true;
            },
            cancellation);
        if (!isWritten)
        {
            return new PublishResult(PublishOutcome.Changed, []);
        }

        _shelf.Add(row, instrument);
        return new PublishResult(PublishOutcome.Done, []);

        ImmutableArray<ToldFinding> Told(IEnumerable<LintFinding> noticed) => ToldFinding.Of(Encoding.UTF8.GetBytes(text), noticed);
    }

    private const string Published = $"SELECT {PublishedRow.Columns} FROM published_instrument p WHERE p.region_id = @regionId AND p.instrument = @instrument AND p.version = @version";

    private Task<PublishedRow?> FindAsync(string regionId, string instrument, string version, CancellationToken cancellation) =>
        _database.FirstOrDefaultAsync<PublishedRow>(Published, new { regionId, instrument, version }, cancellation);

    /// <summary>The file of a version a region published; null when it published none.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<string?> FileAsync(string regionId, string instrument, string version, CancellationToken cancellation) =>
        await FindAsync(regionId, instrument, version, cancellation) is { } row ? PackedText.Unpack(row.Body) : null;

    /// <summary>The same as a QTI package, with its key.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<byte[]?> QtiAsync(string regionId, string instrument, string version, CancellationToken cancellation) =>
        await FileAsync(regionId, instrument, version, cancellation) is { } text
            ? await _check.InTurnAsync(() => InstrumentPackage.Of(Encoding.UTF8.GetBytes(text), cancellation), cancellation)
            : null;

    /// <summary>What a browser receives of it, as a student's does whose class takes it; null when the region published none.</summary>
    /// <exception cref="InvalidDataException">It is damaged; names it.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<BatteryPackage?> PackageAsync(string regionId, string instrument, string version, CancellationToken cancellation) =>
        await FindAsync(regionId, instrument, version, cancellation) is { } row ? PackageWriter.Render(row.Offer(row.Read())) : null;

    /// <summary>How a version a region published differs from another one of the library; null when one of them is not there.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<JsonChange>?> CompareAsync(
        string regionId, string instrument, string version, string otherInstrument, string otherVersion, CancellationToken cancellation)
    {
        if (_instruments.Find(otherInstrument, otherVersion) is not { } other || await FileAsync(regionId, instrument, version, cancellation) is not { } text)
        {
            return null;
        }

        using var before = JsonDocument.Parse(JsonFile.BodyOf(other.File));
        using var after = JsonDocument.Parse(text);
        return JsonDifference.Of(before.RootElement, after.RootElement);
    }

    private static PublishedHead Head(PublishedRow row)
    {
        Instrument instrument = row.Read();
        return new PublishedHead(
            row.Instrument, row.Version, instrument.Title.Russian, instrument.Forms[FormReader.Full].Items.Length, row.GradeNumbers, (int?)row.Seconds, row.Reason, row.Hash, row.PublishedAt);
    }
}

/// <summary>How a draft is published.</summary>
/// <param name="Revision">Of what was looked at.</param>
/// <param name="Grades">Whom it is offered to.</param>
/// <param name="Seconds">Its time limit; null for none.</param>
/// <param name="Reason">Why warnings are left; empty where there are none.</param>
public sealed record PublishOrder(long Revision, ImmutableArray<int> Grades, int? Seconds, string Reason)
{
    internal bool IsSensible =>
        !Grades.IsEmpty && Grades.All(grade => grade is >= 1 and <= 11) && Grades.Distinct().Count() == Grades.Length
        && Seconds is null or (>= BatteryStepReader.ShortestLimit and <= BatteryStepReader.LongestLimit)
        && Reason.Length <= PublicationDesk.LongestReason;
}

public enum PublishOutcome
{
    Done,

    /// <summary>The order makes no sense.</summary>
    Invalid,

    /// <summary>The draft is another by now, or its name is taken.</summary>
    Changed,

    /// <summary>It has faults or errors.</summary>
    Refused,

    /// <summary>It has warnings, and nobody said why they are left.</summary>
    NeedsReason,
}

/// <param name="Findings">What speaks against it, the gravest first.</param>
public sealed record PublishResult(PublishOutcome Outcome, ImmutableArray<ToldFinding> Findings);

/// <summary>A published version in a list.</summary>
public sealed record PublishedHead(
    string Instrument, string Version, string Title, int Items, ImmutableArray<int> Grades, int? Seconds, string Reason, string Hash, long PublishedAtMs);
