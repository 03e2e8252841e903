using System.Text.Json;
using Diagnostics.Engine.Signatures;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>A frozen version of a campaign's content as it is stored.</summary>
internal sealed record ContentVersionRow
{
    public const string Columns = """
        v.id AS Id, v.region_id AS RegionId, v.campaign_id AS CampaignId, v.number AS Number, v.made_at AS MadeAt, v.made_by AS MadeBy, v.statement AS Statement,
        v.signature AS Signature, v.signing_key AS SigningKey, v.rehearsal AS Rehearsal
        """;

    public const string Insert = """
        INSERT INTO content_version (id, region_id, campaign_id, number, made_at, made_by, statement, signature, signing_key)
        VALUES (@Id, @RegionId, @CampaignId, @Number, @MadeAt, @MadeBy, @Statement, @Signature, @SigningKey)
        """;

    public required string Id { get; init; }

    public required string RegionId { get; init; }

    public required string CampaignId { get; init; }

    public required long Number { get; init; }

    public required long MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>A <see cref="ContentStatement"/>, letter by letter as it was signed.</summary>
    public required string Statement { get; init; }

    public required string Signature { get; init; }

    public required string SigningKey { get; init; }

    /// <summary>The last rehearsal of it, a <see cref="ContentReport"/>; null before the first.</summary>
    public string? Rehearsal { get; init; }

    public SignedText Signed => new(Statement, Signature, SigningKey);

    /// <summary>What was frozen; null when this is not it.</summary>
    /// <param name="keys">What signatures are checked with; null: no key is at hand, and the signature is not looked at.</param>
    public ContentStatement? Proven(PublishedKeys? keys)
    {
        try
        {
            var told = ContentStatement.FromJson(Statement);
            return keys?.Hold(Signed) != false && (told.Kind, told.Id, told.Campaign) == (ContentStatement.KindWord, Id, CampaignId)
                && (told.Number, told.MadeAtMs, told.By) == (Number, MadeAt, MadeBy) ? told : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
