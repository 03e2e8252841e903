using System.Text.Json;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>A frozen version of norms as it is stored.</summary>
internal sealed record NormVersionRow
{
    public const string Columns = """
        v.id AS Id, v.region_id AS RegionId, v.campaign_id AS CampaignId, v.instrument AS Instrument, v.version AS Version, v.form AS Form, v.number AS Number, v.simulated AS Simulated,
        v.made_at AS MadeAt, v.made_by AS MadeBy, v.statement AS Statement, v.signature AS Signature, v.signing_key AS SigningKey, v.by_grade AS ByGrade, v.by_group AS ByGroup
        """;

    public const string Insert = """
        INSERT INTO norm_version (id, region_id, campaign_id, instrument, version, form, number, simulated, made_at, made_by, statement, signature, signing_key, by_grade, by_group)
        VALUES (@Id, @RegionId, @CampaignId, @Instrument, @Version, @Form, @Number, @Simulated, @MadeAt, @MadeBy, @Statement, @Signature, @SigningKey, @ByGrade, @ByGroup)
        """;

    public required string Id { get; init; }

    public required string RegionId { get; init; }

    public required string CampaignId { get; init; }

    public required string Instrument { get; init; }

    public required string Version { get; init; }

    public required string Form { get; init; }

    public required long Number { get; init; }

    /// <summary>0 or 1.</summary>
    public required long Simulated { get; init; }

    public required long MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>A <see cref="NormStatement"/>, letter by letter as it was signed.</summary>
    public required string Statement { get; init; }

    public required string Signature { get; init; }

    public required string SigningKey { get; init; }

    /// <summary>Packed norm file.</summary>
    public required string ByGrade { get; init; }

    /// <summary>Packed norm file.</summary>
    public required string ByGroup { get; init; }

    /// <exception cref="InvalidDataException">They are damaged; of a version that is as frozen they are not.</exception>
    public FrozenPair Files => new(NormName.FromJson(PackedText.Unpack(ByGrade)), NormName.FromJson(PackedText.Unpack(ByGroup)));

    public SignedText Signed => new(Statement, Signature, SigningKey);

    /// <summary>Whether it is what was frozen.</summary>
    /// <param name="keys">What signatures are checked with; null: no key is at hand, and the signature is not looked at.</param>
    public bool IsAsFrozen(PublishedKeys? keys)
    {
        try
        {
            var told = NormStatement.FromJson(Statement);
            return keys?.Hold(Signed) != false
                && (told.Kind, told.Id, told.Campaign, told.Instrument, told.Version, told.Form) == (NormStatement.KindWord, Id, CampaignId, Instrument, Version, Form)
                && (told.Number, told.Simulated, told.MadeAtMs, told.By) == (Number, Simulated == 1, MadeAt, MadeBy)
                && told.ByGrade == Sha256Hex.Of(PackedText.Unpack(ByGrade)) && told.ByGroup == Sha256Hex.Of(PackedText.Unpack(ByGroup));
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            return false;
        }
    }
}
