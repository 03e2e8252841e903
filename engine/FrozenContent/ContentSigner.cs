using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Signatures;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>What a campaign uses → a signed version. Nothing here knows the store.</summary>
internal sealed class ContentSigner(SigningKeys keys, AuditLog audit, TimeProvider clock)
{
    public AuditLog Audit => audit;

    public PublishedKeys Published => keys.Published;

    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ContentVersionRow Sign(
        RegionCampaign campaign, string regionId, long number, string actor, ImmutableArray<ContentPart> parts, ImmutableArray<ExpectedSection> expected)
    {
        var statement = new ContentStatement(
            ContentStatement.KindWord, ContentStatement.FormatNumber, NewId.Next(), campaign.Region, campaign.Id, campaign.Year, number, NowMs, actor, ProfileMaker.RuleVersion, parts, expected);
        SignedText signed = keys.Sign(statement.ToJson());
        return new ContentVersionRow
        {
            Id = statement.Id,
            RegionId = regionId,
            CampaignId = campaign.Id,
            Number = number,
            MadeAt = statement.MadeAtMs,
            MadeBy = actor,
            Statement = signed.Text,
            Signature = signed.Signature,
            SigningKey = signed.Key,
        };
    }
}
