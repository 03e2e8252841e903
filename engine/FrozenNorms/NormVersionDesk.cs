using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>Freezes norms of a reading as a signed version, lists versions and hands their files out. Who may do it is decided before.</summary>
public sealed class NormVersionDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ReadingShelf _readings;
    private readonly NormSigner _signer;

    internal NormVersionDesk(Database database, Writer writer, ReadingShelf readings, NormSigner signer) =>
        (_database, _writer, _readings, _signer) = (database, writer, readings, signer);

    private const string Next = """
        SELECT COALESCE(MAX(number), 0) + 1 AS Number FROM norm_version WHERE campaign_id = @Id AND instrument = @Instrument AND version = @Version AND form = @Form
        """;

    // Of simulated students and of people are never the same persons.
    private const string Earlier = $"""
        SELECT {NormVersionRow.Columns} FROM norm_version v
        WHERE v.campaign_id = @Id AND v.instrument = @Instrument AND v.version = @Version AND v.form = @Form AND v.simulated = @Simulated ORDER BY v.number DESC
        """;

    private const string HashNow = "SELECT hash FROM region_reading WHERE campaign_id = @Id";

    /// <summary>Freezes one form's norms as the reading of this hash has them.</summary>
    /// <param name="reading">Hash of the reading that was looked at.</param>
    /// <param name="actor">Identifier of the account that freezes.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<FreezeOutcome> FreezeAsync(string regionId, FormKey key, string reading, string actor, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign
            || await _readings.HeadAsync(campaign.Id, cancellation) is not { } head || await _readings.FormAsync(campaign.Id, key, cancellation) is not { } form)
        {
            return new FreezeOutcome.Refused(FreezeRefusal.NoReading);
        }

        if (head.Hash != reading)
        {
            return new FreezeOutcome.Refused(FreezeRefusal.Changed);
        }

        var which = new { campaign.Id, key.Instrument, key.Version, key.Form, head.Simulated };
        long number = (await _database.QueryAsync<long>(Next, which, cancellation)).Single();
        if (_signer.Draw(campaign, key, form, number, await _database.QueryAsync<NormVersionRow>(Earlier, which, cancellation)) is not { } drawn)
        {
            return new FreezeOutcome.Refused(FreezeRefusal.TooFew);
        }

        NormVersionRow row = _signer.Sign(drawn, regionId, head, actor);

        return await _writer.RunAsync<FreezeOutcome>(
            null,
            scope =>
            {
                // A pass that ended meanwhile has written other numbers, and a colleague may have frozen this one.
                if (scope.FirstOrDefault<string>(HashNow, which) != reading || scope.Scalar<long>(Next, which) != number)
                {
                    return new FreezeOutcome.Refused(FreezeRefusal.Changed);
                }

                scope.Execute(NormVersionRow.Insert, row);
                _signer.Audit.Write(
                    scope,
                    new AuditEntry(actor, AuditAct.NormsFrozen, "norms", row.Id, new OrgNode(NodeKind.Region, regionId), $"{key.Instrument} {key.Version} {key.Form} {number}"));
                return new FreezeOutcome.Done(row.Id, number);
            },
            cancellation);
    }

    private const string OfRegion = """
        SELECT v.id AS Id, g.year AS Year, v.instrument AS Instrument, v.version AS Version, v.form AS Form, v.number AS Number, v.simulated AS Simulated, v.made_at AS MadeAt,
            COALESCE(a.name, v.made_by) AS MadeBy, v.statement AS Statement
        FROM norm_version v JOIN campaign g ON g.id = v.campaign_id LEFT JOIN account a ON a.id = v.made_by
        WHERE v.region_id = @regionId ORDER BY g.year DESC, v.instrument, v.version, v.form, v.number DESC
        """;

    /// <summary>Every version of the region, the newest campaign first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<NormVersionHead>> ListAsync(string regionId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<HeadRow>(OfRegion, new { regionId }, cancellation)).Select(row => row.ToHead())];

    private const string One = $"SELECT {NormVersionRow.Columns} FROM norm_version v WHERE v.id = @id AND v.region_id = @regionId";

    /// <summary>A version with all that belongs to it; null when the region has none of this identifier.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<NormVersionFiles?> OpenAsync(string regionId, string id, CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<NormVersionRow>(One, new { id, regionId }, cancellation) is { } row
            ? new NormVersionFiles(row.Signed, row.IsAsFrozen(_signer.Published), PackedText.Unpack(row.ByGrade), PackedText.Unpack(row.ByGroup))
            : null;

    private sealed record HeadRow
    {
        public required string Id { get; init; }

        public required int Year { get; init; }

        public required string Instrument { get; init; }

        public required string Version { get; init; }

        public required string Form { get; init; }

        public required long Number { get; init; }

        public required long Simulated { get; init; }

        public required long MadeAt { get; init; }

        public required string MadeBy { get; init; }

        public required string Statement { get; init; }

        public NormVersionHead ToHead() => new(
            Id, Year, new FormKey(Instrument, Version, Form), Number, Simulated == 1, MadeAt, MadeBy, NormStatement.FromJson(Statement).Grades);
    }
}

/// <param name="Year">Of the campaign.</param>
/// <param name="By">The name of whoever froze it.</param>
public sealed record NormVersionHead(string Id, int Year, FormKey Key, long Number, bool IsSimulated, long MadeAtMs, string By, ImmutableArray<GradeCount> Grades);

/// <param name="Statement">A <see cref="NormStatement"/>.</param>
/// <param name="Holds">Signature, statement and files belong together.</param>
/// <param name="ByGrade">Norm file, as <c>score --norms</c> reads it: for what children may be told.</param>
/// <param name="ByGroup">Norm file by grade, sex and municipality: for research; null for who may not read of all municipalities.</param>
public sealed record NormVersionFiles(SignedText Statement, bool Holds, string ByGrade, string? ByGroup);

public abstract record FreezeOutcome
{
    private FreezeOutcome()
    {
    }

    public sealed record Done(string Id, long Number) : FreezeOutcome;

    public sealed record Refused(FreezeRefusal Why) : FreezeOutcome;
}

public enum FreezeRefusal
{
    /// <summary>There is no reading, or it has no such form.</summary>
    NoReading,

    /// <summary>Another reading stands than the one that was looked at.</summary>
    Changed,

    /// <summary>No grade has enough students, or no scale of the form compares persons.</summary>
    TooFew,
}
