using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>A reading's norms of a form → what of them is frozen → a signed version. Nothing here knows the store.</summary>
internal sealed class NormSigner(InstrumentLibrary instruments, SigningKeys keys, AuditLog audit, TimeProvider clock)
{
    private static readonly ImmutableArray<string> Grades = FormTally.Groupings[0];
    private static readonly ImmutableArray<string> Cells = FormTally.Groupings[^1];

    public AuditLog Audit => audit;

    public PublishedKeys Published => keys.Published;

    /// <summary>Null where nothing may be frozen: too few students, or no scale with norms.</summary>
    /// <param name="number">Of the version it is to be: it stands in the files as theirs.</param>
    /// <param name="earlier">Versions of the form and campaign, the newest first.</param>
    public DrawnNorms? Draw(RegionCampaign campaign, FormKey key, KeptForm form, long number, IEnumerable<NormVersionRow> earlier)
    {
        if (form.By(Grades) is not { } grades || form.By(Cells) is not { } cells)
        {
            return null;
        }

        ImmutableArray<ComparableScore> scales = [.. NormedScales.Of(instruments, key).Select(scale => grades.Scores.FirstOrDefault(score => score.Id == scale)).OfType<ComparableScore>()];
        NormOrigin origin = NormName.Origin(key, campaign, string.Create(CultureInfo.InvariantCulture, $"{number}.0.0"), clock.GetUtcNow());
        if (scales.IsEmpty || FrozenCells.ByGrade(grades, scales, origin) is not { } frozen)
        {
            return null;
        }

        FrozenPair told = RepeatedCells.Of(
            new FrozenPair(frozen, FrozenCells.ByGroup(frozen, cells, origin)), [.. earlier.Where(version => version.IsAsFrozen(keys.Published)).Select(version => version.Files)]);
        return new DrawnNorms(campaign, key, number, told.ByGrade, told.ByGroup);
    }

    public NormVersionRow Sign(DrawnNorms drawn, string regionId, ReadingRow reading, string actor)
    {
        (string byGrade, string byGroup) = (NormName.ToJson(drawn.ByGrade), NormName.ToJson(drawn.ByGroup));
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var statement = new NormStatement(
            NormStatement.KindWord, NormStatement.FormatNumber, NewId.Next(), drawn.Campaign.Region, drawn.Campaign.Id, drawn.Campaign.Year, drawn.Key.Instrument, drawn.Key.Version,
            drawn.Key.Form, drawn.Number, reading.Simulated == 1, now, actor, [.. drawn.ByGrade.Groups.Select(grade => new GradeCount(grade.Values[0], FewestOf(drawn.ByGrade, grade)))],
            reading.Hash, Sha256Hex.Of(byGrade), Sha256Hex.Of(byGroup));
        SignedText signed = keys.Sign(statement.ToJson());
        return new NormVersionRow
        {
            Id = statement.Id,
            RegionId = regionId,
            CampaignId = drawn.Campaign.Id,
            Instrument = drawn.Key.Instrument,
            Version = drawn.Key.Version,
            Form = drawn.Key.Form,
            Number = drawn.Number,
            Simulated = reading.Simulated,
            MadeAt = now,
            MadeBy = actor,
            Statement = signed.Text,
            Signature = signed.Signature,
            SigningKey = signed.Key,
            ByGrade = PackedText.Pack(byGrade),
            ByGroup = PackedText.Pack(byGroup),
        };
    }

    private static long FewestOf(NormSet norms, NormGroup group) => Enumerable.Range(0, norms.Scores.Length).Min(score => norms.HistogramOf(group, score).Count);
}

/// <summary>What of a form's norms is frozen, still unsigned.</summary>
internal sealed record DrawnNorms(RegionCampaign Campaign, FormKey Key, long Number, NormSet ByGrade, NormSet ByGroup);

/// <summary>Which scales of an instrument have norms: the normative ones, so neither choices within a person nor a few tasks.</summary>
internal static class NormedScales
{
    public static ImmutableArray<string> Of(InstrumentLibrary instruments, FormKey key) =>
        instruments.Find(key.Instrument, key.Version) is { } instrument && instrument.Forms.TryGetValue(key.Form, out InstrumentForm? form)
            ? [.. form.Key.Scales.OfType<NormativeScale>().Select(scale => scale.Id)]
            : [];
}
