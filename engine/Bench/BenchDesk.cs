using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Qti;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Bench;

/// <summary>Drafts of a region's instruments: begun, written, judged, compared, thrown away. Who may do it is decided before.</summary>
public sealed class BenchDesk
{
    public const int MostDrafts = 200;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly InstrumentLibrary _instruments;
    private readonly DraftStarts _starts;
    private readonly DraftCheck _check;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal BenchDesk(Database database, Writer writer, InstrumentLibrary instruments, DraftCheck check, DraftStarts starts, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _instruments, _check, _starts, _audit, _clock) = (database, writer, instruments, check, starts, audit, clock);

    private const string OfRegion = $"""
        SELECT {DraftRow.Columns}, COALESCE(a.name, d.changed_by) AS Who FROM bench_draft d LEFT JOIN account a ON a.id = d.changed_by
        WHERE d.region_id = @regionId ORDER BY d.changed_at DESC, d.id
        """;

    /// <summary>All of a region, the last written first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<DraftHead>> ListAsync(string regionId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ListedRow>(OfRegion, new { regionId }, cancellation)).Select(row => row.ToHead())];

    /// <summary>Every version a draft may begin with a copy of, the newest of each first.</summary>
    public ImmutableArray<KnownInstrument> Known =>
        [.. _instruments.All.Reverse().Select(one => new KnownInstrument(one.Id, one.Version, one.Title.Russian)).OrderBy(one => one.Title, StringComparer.Ordinal)];

    private const string Count = "SELECT COUNT(*) FROM bench_draft WHERE region_id = @regionId";

    private const string Insert = """
        INSERT INTO bench_draft (id, region_id, instrument, version, title, revision, body, changed_by, changed_at)
        VALUES (@id, @regionId, @instrument, @version, @title, 1, @body, @actor, @now)
        """;

    /// <returns>The draft's id; null when there is no such version, the file is no JSON object or too long, or the region has too many drafts.</returns>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<string?> BeginAsync(string regionId, DraftStart start, string actor, CancellationToken cancellation) =>
        _starts.TextOf(start, regionId) is { } text ? BeginAsync(regionId, text, actor, cancellation) : Task.FromResult<string?>(null);

    /// <summary>A draft of every instrument of a QTI package, as far as the region may have more of them.</summary>
    /// <param name="name">What the file is called.</param>
    /// <returns>The drafts' ids, none where nothing came of the package, and what of it is left out or changed.</returns>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<QtiBegun> BeginFromQtiAsync(string regionId, ReadOnlyMemory<byte> package, string name, string actor, CancellationToken cancellation)
    {
        QtiReading reading = await _check.InTurnAsync(
            () =>
            {
                using MemoryStream stream = new(package.ToArray(), writable: false);
                return QtiReader.Read(stream, name, new QtiReadingOptions(), progress: null, cancellation);
            },
            cancellation);
        ImmutableArray<string>.Builder drafts = ImmutableArray.CreateBuilder<string>();
        foreach (QtiInstrument one in reading.Instruments)
        {
            if (await BeginAsync(regionId, Encoding.UTF8.GetString(JsonFile.BodyOf(one.Json).Span), actor, cancellation) is { } id)
            {
                drafts.Add(id);
            }
        }

        return new QtiBegun(drafts.ToImmutable(), reading.Findings);
    }

    private async Task<string?> BeginAsync(string regionId, string text, string actor, CancellationToken cancellation)
    {
        if (DraftRow.NamesOf(text) is not var (instrument, version, title))
        {
            return null;
        }

        string id = NewId.Next();
        string body = PackedText.Pack(text);
        return await _writer.RunAsync<string?>(
            null,
            scope =>
            {
                if (scope.Scalar<long>(Count, new { regionId }) >= MostDrafts)
                {
                    return null;
                }

                scope.Execute(Insert, new { id, regionId, instrument, version, title, body, actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
                Tell(scope, actor, AuditAct.DraftBegun, regionId, id);
                return id;
            },
            cancellation);
    }

    /// <summary>A draft with everything that speaks against it; null when the region has none of this id.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<DraftView?> ReadAsync(string regionId, string id, CancellationToken cancellation) =>
        await FindAsync(regionId, id, cancellation) is { } row ? await ViewAsync(row.Revision, PackedText.Unpack(row.Body!), regionId, cancellation) : null;

    private const string Update = """
        UPDATE bench_draft SET instrument = @instrument, version = @version, title = @title, revision = revision + 1, body = @body, changed_by = @actor, changed_at = @now
        WHERE id = @id AND region_id = @regionId AND revision = @revision
        """;

    /// <summary>Writes a draft over the revision that was looked at.</summary>
    /// <returns>As it stands then, or what hindered it.</returns>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<DraftWritten> WriteAsync(string regionId, string id, long revision, string text, string actor, CancellationToken cancellation)
    {
        if (DraftRow.NamesOf(text) is not var (instrument, version, title))
        {
            return new DraftWritten(DraftOutcome.Invalid, null);
        }

        string body = PackedText.Pack(text);
        int written = await _writer.RunAsync(
            null,
            scope => scope.Execute(Update, new { id, regionId, revision, instrument, version, title, body, actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() }),
            cancellation);
        return written == 0
            ? new DraftWritten(DraftOutcome.Changed, null)
            : new DraftWritten(DraftOutcome.Done, await ViewAsync(revision + 1, text, regionId, cancellation));
    }

    private const string Delete = "DELETE FROM bench_draft WHERE id = @id AND region_id = @regionId AND revision = @revision";

    /// <summary>Throws a draft away that stands as it was looked at; false when it does not.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> DropAsync(string regionId, string id, long revision, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (scope.Execute(Delete, new { id, regionId, revision }) == 0)
            {
                return false;
            }

            Tell(scope, actor, AuditAct.DraftDropped, regionId, id);
            return true;
        },
        cancellation);

    /// <summary>What a browser receives of a draft, as a student's would; null when there is none, or it has faults.</summary>
    /// <param name="seconds">The time limit it is looked at with.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<BatteryPackage?> PackageAsync(string regionId, string id, int? seconds, CancellationToken cancellation) =>
        await FindAsync(regionId, id, cancellation) is { } row && InstrumentReader.Read(Encoding.UTF8.GetBytes(PackedText.Unpack(row.Body!))).Instrument is { } instrument
            ? PackageWriter.Render(PublishedRow.Offer(instrument, [], seconds))
            : null;

    /// <summary>A draft as a QTI package, with its key; null when there is none, or it has faults.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<byte[]?> QtiAsync(string regionId, string id, CancellationToken cancellation)
    {
        if (await FindAsync(regionId, id, cancellation) is not { } row)
        {
            return null;
        }

        byte[] json = Encoding.UTF8.GetBytes(PackedText.Unpack(row.Body!));
        return InstrumentReader.Read(json).Instrument is null ? null : await _check.InTurnAsync(() => InstrumentPackage.Of(json, cancellation), cancellation);
    }

    /// <summary>How a draft differs from a version of the library; null when one of them is not there.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<JsonChange>?> CompareAsync(string regionId, string id, string instrument, string version, CancellationToken cancellation)
    {
        if (await FindAsync(regionId, id, cancellation) is not { } row || _instruments.Find(instrument, version) is not { } known)
        {
            return null;
        }

        using var before = JsonDocument.Parse(JsonFile.BodyOf(known.File));
        using var after = JsonDocument.Parse(PackedText.Unpack(row.Body!));
        return JsonDifference.Of(before.RootElement, after.RootElement);
    }

    private const string One = $"SELECT {DraftRow.Columns}, d.body AS Body FROM bench_draft d WHERE d.id = @id AND d.region_id = @regionId";

    private Task<DraftRow?> FindAsync(string regionId, string id, CancellationToken cancellation) =>
        _database.FirstOrDefaultAsync<DraftRow>(One, new { id, regionId }, cancellation);

    private async Task<DraftView> ViewAsync(long revision, string text, string regionId, CancellationToken cancellation)
    {
        DraftVerdict verdict = await _check.ExamineAsync(text, regionId, cancellation);
        return new DraftView(revision, text, verdict.Instrument is not null, verdict.Findings, verdict.Scales);
    }

    private void Tell(WriteScope scope, string actor, AuditAct act, string regionId, string id) =>
        _audit.Write(scope, new AuditEntry(actor, act, "draft", id, new OrgNode(NodeKind.Region, regionId)));

    private sealed record ListedRow
    {
        public required string Id { get; init; }

        public required string RegionId { get; init; }

        public required string Instrument { get; init; }

        public required string Version { get; init; }

        public required string Title { get; init; }

        public required long Revision { get; init; }

        public required string ChangedBy { get; init; }

        public required long ChangedAt { get; init; }

        public required string Who { get; init; }

        public DraftHead ToHead() => new(Id, Instrument, Version, Title, Revision, Who, ChangedAt);
    }
}

/// <summary>A draft in a list.</summary>
/// <param name="Instrument">As its text says, like version and title; may be empty.</param>
public sealed record DraftHead(string Id, string Instrument, string Version, string Title, long Revision, string By, long ChangedAtMs);

/// <summary>A draft with everything that speaks against it.</summary>
/// <param name="IsWhole">It has no faults: it can be looked at as a student sees it.</param>
/// <param name="Findings">The gravest first.</param>
/// <param name="Scales">What each scale would measure to by the linter's simulation; empty where it has faults.</param>
public sealed record DraftView(long Revision, string Text, bool IsWhole, ImmutableArray<LintFinding> Findings, ImmutableArray<ForetoldScale> Scales)
{
    /// <summary>The findings as a page tells them.</summary>
    public ImmutableArray<ToldFinding> Told() => ToldFinding.Of(Encoding.UTF8.GetBytes(Text), Findings);
}

/// <param name="Drafts">Their ids.</param>
/// <param name="Findings">What of the package is left out or changed, or why nothing came of it.</param>
public sealed record QtiBegun(ImmutableArray<string> Drafts, ImmutableArray<QtiFinding> Findings);

/// <param name="Draft">Null unless it is done.</param>
public sealed record DraftWritten(DraftOutcome Outcome, DraftView? Draft);

public enum DraftOutcome
{
    Done,

    /// <summary>No JSON object, or too long.</summary>
    Invalid,

    /// <summary>Somebody else wrote or dropped it meanwhile.</summary>
    Changed,
}

public sealed record KnownInstrument(string Id, string Version, string Title);
