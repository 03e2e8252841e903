using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Linking;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Links a scale of two calibrated forms by the items they have in common. Pure.</summary>
internal static class LinkMaker
{
    /// <summary>With fewer nothing says how much the link hangs on which items they are.</summary>
    public const int LeastCommon = 3;

    /// <summary>Under it a link is looked at and not used; ours.</summary>
    public const int LeastForGroups = 5;

    /// <summary>Under it no person's score is read by it; ours.</summary>
    public const int LeastForPersons = 10;

    /// <summary>Of the longer form (Kolen &amp; Brennan, 2014 †: a fifth of the test).</summary>
    public const double LeastShare = 0.2;

    /// <summary>Of an item's points; ours.</summary>
    public const double MostDistance = 0.1;

    /// <param name="title">Of the scale.</param>
    public static ScaleLink Of(string scale, string title, FormOfLink from, FormOfLink to) => Of(scale, title, from, to, ImmutableHashSet<string>.Empty);

    /// <param name="title">Of the scale.</param>
    /// <param name="without">Identifiers of items that somebody chose not to link by; they are told of by a link the others make. Others than common ones change nothing.</param>
    public static ScaleLink Of(string scale, string title, FormOfLink from, FormOfLink to, IReadOnlySet<string> without)
    {
        ComparableScale own = from.ScaleOf(scale)!;
        ComparableScale other = to.ScaleOf(scale)!;
        (string Id, bool IsSame)[] both = [.. own.Items.Select(item => from.IdOf(item)).Where(id => to.KeyOf(other, id) is not null).Select(id => (id, IsSame(id, from, own, to, other)))];
        Dictionary<string, ItemParameters> left = from.ParametersOf(scale);
        Dictionary<string, ItemParameters> right = to.ParametersOf(scale);
        string[] unchanged = [.. both.Where(one => one.IsSame).Select(one => one.Id)];
        string[] calibrated = [.. unchanged.Where(id => left.ContainsKey(id) && right.ContainsKey(id))];
        string[] common = [.. calibrated.Where(id => !without.Contains(id))];
        ScaleLink none = new(
            scale, title, own.Items.Length, other.Items.Length, common.Length, [.. both.Where(one => !one.IsSame).Select(one => one.Id)], [.. unchanged.Except(calibrated)], null, null,
            LinkMethod.StockingLord, [], [], [])
        {
            LeftOut = [.. calibrated.Except(common)],
        };
        if (left.Count == 0 || right.Count == 0)
        {
            return none with { Refusal = LinkRefusal.NotCalibrated };
        }

        if (common.Length < LeastCommon)
        {
            return none with { Refusal = LinkRefusal.TooFewCommon };
        }

        ImmutableArray<CommonItem> items = [.. common.Select(id => new CommonItem(left[id], right[id]))];
        FormLink[] links = [.. Enum.GetValues<LinkMethod>().Select(method => FormLink.Of(items, method))];
        FormLink chosen = links.Single(link => link.Method == LinkMethod.StockingLord);
        ImmutableArray<LinkConstants> constants = [.. links.Select(Told)];
        if (!chosen.Move.IsKnown)
        {
            return none with { Refusal = LinkRefusal.NoMove, Constants = constants };
        }

        return none with
        {
            Use = UseOf(common.Length, Math.Max(own.Items.Length, other.Items.Length)),
            Constants = constants,
            Items = [.. calibrated.Select(id => Told(id, new CommonItem(left[id], right[id]), chosen.Move))],
            Scores = ScoresOf(from, own, left, chosen.Move, to, other, right),
        };
    }

    internal static LinkUse UseOf(int common, int longer) =>
        common < LeastForGroups || common < LeastShare * longer ? LinkUse.Drift : common < LeastForPersons ? LinkUse.Groups : LinkUse.Persons;

    private static bool IsSame(string id, FormOfLink from, ComparableScale own, FormOfLink to, ComparableScale other)
    {
        (ItemKey Key, ItemWords Words) one = from.KeyOf(own, id)!.Value;
        (ItemKey Key, ItemWords Words) two = to.KeyOf(other, id)!.Value;
        return one.Words.Text == two.Words.Text && one.Words.Options.SequenceEqual(two.Words.Options) && PointsOf(one.Key).SequenceEqual(PointsOf(two.Key));
    }

    /// <summary>What each code counts; −1 for one that is no answer.</summary>
    private static IEnumerable<int> PointsOf(ItemKey key) => Enumerable.Range(0, byte.MaxValue).Select(code => key.Accepts((byte)code) ? key.PointsFor((byte)code) : -1);

    private static LinkConstants Told(FormLink link) => new(
        link.Method, ToldNumber.Of(link.Move.Slope, 3), ToldNumber.Of(link.Move.Intercept, 3), ToldNumber.Of(link.SlopeError, 3), ToldNumber.Of(link.InterceptError, 3));

    private static LinkedItem Told(string id, CommonItem item, ScaleMove move)
    {
        var drift = ItemDrift.Of(item, move);
        ItemParameters moved = move.Of(item.From);
        int steps = item.From.Intercepts.Length;
        return new LinkedItem(
            id, steps, Math.Round(item.From.Slope, 3), ThresholdsOf(item.From), Math.Round(moved.Slope, 3), ThresholdsOf(moved), Math.Round(item.To.Slope, 3), ThresholdsOf(item.To),
            ToldNumber.Of(drift.SlopeRatio, 2), ToldNumber.Of(drift.ThresholdShift, 2), ToldNumber.Of(drift.Distance, 3), drift.Distance >= MostDistance * steps);
    }

    private static ImmutableArray<double?> ThresholdsOf(ItemParameters item) => [.. item.Thresholds.Select(b => ToldNumber.Of(b, 2))];

    /// <summary>Only where all items of both scales are calibrated and a step is a point: then steps and the lowest points make the raw score.</summary>
    private static ImmutableArray<LinkedScore> ScoresOf(
        FormOfLink from, ComparableScale own, Dictionary<string, ItemParameters> left, ScaleMove move, FormOfLink to, ComparableScale other, Dictionary<string, ItemParameters> right)
    {
        if (!IsWhole(from, own, left) || !IsWhole(to, other, right))
        {
            return [];
        }

        int lowest = own.Items.Sum(item => item.Lowest);
        int least = other.Items.Sum(item => item.Lowest);
        return
        [
            .. TrueScores.Of([.. own.Items.Select(item => left[from.IdOf(item)])], move, [.. other.Items.Select(item => right[to.IdOf(item)])])
                .Select(pair => new LinkedScore(lowest + pair.From, ToldNumber.Of(pair.Theta, 2), Math.Round(least + pair.To, 1))),
        ];
    }

    private static bool IsWhole(FormOfLink form, ComparableScale scale, Dictionary<string, ItemParameters> parameters) =>
        scale.Items.All(item => parameters.TryGetValue(form.IdOf(item), out ItemParameters? found) && found.Intercepts.Length == item.Highest - item.Lowest);
}

/// <summary>What a link has to know of one form.</summary>
/// <param name="Models">Null where none were made.</param>
internal sealed record FormOfLink(InstrumentForm Form, FormModels? Models)
{
    private readonly ImmutableArray<ItemWords> _words = ItemText.Of(Form);

    public ComparableScale? ScaleOf(string id) => Form.Key.Scales.OfType<ComparableScale>().FirstOrDefault(scale => scale.Id == id);

    public string IdOf(ItemKey key) => Form.Items[key.Item].Id;

    /// <summary>Null where the scale has no such item.</summary>
    public (ItemKey Key, ItemWords Words)? KeyOf(ComparableScale scale, string id) =>
        scale.Items.FirstOrDefault(item => IdOf(item) == id) is { } key ? (key, _words[key.Item]) : null;

    /// <summary>Of the items that have some.</summary>
    public Dictionary<string, ItemParameters> ParametersOf(string scale) =>
        (Models?.Scales.FirstOrDefault(one => one.Scale == scale)?.Calibration.Items ?? [])
            .Where(item => item.Slope is not null).ToDictionary(item => item.Item, item => new ItemParameters(item.Slope!.Value, item.Intercepts), StringComparer.Ordinal);
}
