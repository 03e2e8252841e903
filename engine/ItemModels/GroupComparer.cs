using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Dif;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Compares the items of a scale in two groups. Pure.</summary>
internal static class GroupComparer
{
    /// <summary>Under it a comparison finds little but chance; ours, and the least that is asked for before a test is used (Zieky, 1993 †).</summary>
    public const int LeastCompared = 100;

    public static ImmutableArray<GroupComparison> Of(ScaleRows rows) => [.. Enum.GetValues<ComparedBy>().Select(by => Of(rows, by))];

    private static GroupComparison Of(ScaleRows rows, ComparedBy by)
    {
        if (rows.HasFewItems)
        {
            return Refused(by, ComparisonRefusal.FewItems);
        }

        if (rows.HasConstantPoints)
        {
            return Refused(by, ComparisonRefusal.ConstantPoints);
        }

        DifGroup[] groups = [.. rows.Rows.Select(row => GroupOf(row, by))];
        if (groups.Count(group => group == DifGroup.Reference) < ToldGroups.Least || groups.Count(group => group == DifGroup.Focal) < ToldGroups.Least)
        {
            return Refused(by, ComparisonRefusal.Few);
        }

        var sample = DifSample.Of(rows.AsPoints(), groups, rows.Points.AsSpan());
        if (sample.Reference < ToldGroups.Least || sample.Focal < ToldGroups.Least)
        {
            return Refused(by, ComparisonRefusal.Few);
        }

        if (sample.Reference < LeastCompared || sample.Focal < LeastCompared)
        {
            return Refused(by, ComparisonRefusal.TooFewToCompare) with { Reference = sample.Reference, Focal = sample.Focal, LeftOut = sample.LeftOut };
        }

        var analysis = DifAnalysis.Purified(sample, DifPurification.Sizable);
        return new GroupComparison(
            by, null, sample.Reference, sample.Focal, sample.LeftOut, analysis.Rounds, analysis.IsSettled,
            [.. analysis.Items.Select((item, place) => Told(item, rows.NumberOf(place), rows.IdOf(place), analysis.Anchors.Contains(place)))]);
    }

    private static GroupComparison Refused(ComparedBy by, ComparisonRefusal refusal) => new(by, refusal, null, null, null, 0, false, []);

    private static DifGroup GroupOf(SampledRow row, ComparedBy by)
    {
        (string? value, string reference, string focal) = by switch
        {
            ComparedBy.Sex => (row.Sex, StoredText.Of(Sex.Male), StoredText.Of(Sex.Female)),
            ComparedBy.Settlement => (row.Settlement, StoredText.Of(Settlement.City), StoredText.Of(Settlement.Village)),
        };
        return value == reference ? DifGroup.Reference : value == focal ? DifGroup.Focal : DifGroup.Neither;
    }

    private static ItemComparison Told(ItemDif item, int number, string id, bool isAnchor)
    {
        double size = item.Binary?.Delta ?? item.Mantel.Effect;
        HarderFor direction = item.Class is not (DifClass.B or DifClass.C) ? HarderFor.Neither : size < 0 ? HarderFor.Focal : HarderFor.Reference;
        return new ItemComparison(
            number, id, item.Binary is not null, ToldNumber.Of(size, 2), ToldNumber.Of(item.Binary?.DeltaError ?? double.NaN, 2),
            ToldNumber.Of(item.Binary?.Probability ?? item.Mantel.Probability, 4), item.Class, direction, isAnchor);
    }
}

/// <summary>A number as it is kept and told: with no more digits than it is worth.</summary>
internal static class ToldNumber
{
    /// <returns>Null where there is none.</returns>
    public static double? Of(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : null;
}
