using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Readings;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments;

/// <summary>Twenty-four choices among six kinds of activity: is the design what it is said to be?</summary>
public sealed class InclinationsTests
{
    private static readonly Instrument Inclinations = InstrumentLibrary.LoadBuiltIn().Newest("inclinations")!;
    private static readonly InstrumentForm Form = Inclinations.Forms["full"];
    private static readonly string[] Kinds = ["people", "research", "practical", "aesthetic", "active", "economic"];

    /// <summary>The kind of each option, by item.</summary>
    private static readonly ImmutableArray<string[]> Items = [.. Enumerable.Range(0, Form.Items.Length).Select(KindsOf)];

    [Fact]
    public void Twenty_four_items_offer_three_different_kinds_each()
    {
        Assert.Equal(24, Items.Length);
        Assert.All(Form.Items, item => Assert.IsType<AnswerFormat.SingleChoice>(item.Format));
        Assert.All(Items, kinds => Assert.Equal((3, 3), (kinds.Length, kinds.Distinct().Count())));
    }

    [Fact]
    public void Six_ipsative_scales_of_twelve_items_tolerate_three_blanks()
    {
        Assert.Equal(Kinds, Form.Key.Scales.Select(scale => scale.Id));
        Assert.All(Form.Key.Scales, scale => Assert.Equal(12, scale.Items.Length));
        Assert.All(Form.Key.Scales, scale => Assert.Equal(
            (ScaleKind.Ipsative, new MissingRule.Tolerate(3)), (scale.Kind, scale.Missing)));
        Assert.Equal(ResultPart.Interests, Inclinations.Result);
    }

    [Fact]
    public void Every_option_gives_one_point_to_one_scale()
    {
        for (int item = 0; item < Items.Length; item++)
        {
            byte[][] points = [.. KeysOf(item).Select(key => key.Points.ToArray())];
            Assert.All(points.SelectMany(one => one), point => Assert.True(point is 0 or 1));
            Assert.All(Enumerable.Range(0, 3), option => Assert.Equal(1, points.Sum(one => one[option])));
        }
    }

    [Fact]
    public void Each_three_kinds_meet_once_and_the_four_of_a_Pasch_configuration_twice()
    {
        IGrouping<string, string[]>[] triples = [.. Items.GroupBy(kinds => string.Join(' ', kinds.Order(StringComparer.Ordinal)))];
        Assert.Equal(20, triples.Length);
        Assert.All(triples, triple => Assert.InRange(triple.Count(), 1, 2));

        // Four triples on six points, any two of them with exactly one point in common.
        string[][] twice = [.. triples.Where(triple => triple.Count() == 2).Select(triple => triple.First())];
        Assert.Equal(4, twice.Length);
        Assert.All(
            twice.SelectMany((one, index) => twice.Skip(index + 1).Select(other => one.Intersect(other).Count())),
            shared => Assert.Equal(1, shared));
    }

    [Fact]
    public void Twelve_pairs_of_kinds_meet_five_times_and_three_pairs_four_times()
    {
        int[] meetings =
        [
            .. Kinds.SelectMany((one, index) => Kinds.Skip(index + 1).Select(other =>
                Items.Count(kinds => kinds.Contains(one) && kinds.Contains(other)))),
        ];
        Assert.Equal([4, 4, 4, .. Enumerable.Repeat(5, 12)], meetings.Order());
    }

    [Fact]
    public void Every_kind_stands_four_times_at_each_place() => Assert.All(Kinds, kind => Assert.All(
        Enumerable.Range(0, 3), place => Assert.Equal(4, Items.Count(kinds => kinds[place] == kind))));

    /// <summary>
    /// Two triples of six kinds share none only when they complement each other. With repeats kept apart there are ten such
    /// neighbours at most, and the other thirteen share at least one.
    /// </summary>
    [Fact]
    public void Neighbours_share_no_kind_ten_times_and_otherwise_one()
    {
        int[] shared = [.. Items.Zip(Items.Skip(1), (one, next) => one.Intersect(next).Count())];
        Assert.Equal((10, 13), (shared.Count(count => count == 0), shared.Count(count => count == 1)));
    }

    [Fact]
    public void Three_kinds_that_meet_twice_stand_at_other_places_the_second_time()
    {
        IEnumerable<string[][]> repeats = Items.GroupBy(kinds => string.Join(' ', kinds.Order(StringComparer.Ordinal)))
            .Where(triple => triple.Count() == 2).Select(triple => triple.ToArray());
        Assert.All(repeats, pair => Assert.NotEqual(pair[0], pair[1]));
    }

    [Fact]
    public void Statements_are_short_infinitives_and_none_stands_twice()
    {
        string[] statements = [.. Form.Items.SelectMany(item => item.Options).Select(option => option.Text.Russian)];
        Assert.All(statements, text => Assert.InRange(text.Split(' ').Length, 3, 8));
        Assert.All(statements, text => Assert.Matches("^[А-ЯЁ][а-яё]+(ть|ти|чь)(ся)?[ ,]", text));
        Assert.Equal(72, statements.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(24, Form.Items.Select(item => item.Text.Russian).Distinct().Count());
        Assert.All(Form.Items, item => Assert.EndsWith(". Что тебе ближе?", item.Text.Russian, StringComparison.Ordinal));
    }

    [Fact]
    public void The_linter_has_nothing_to_regret() => Assert.All(
        InstrumentLinter.Examine(Inclinations), finding => Assert.Equal(LintSeverity.Info, finding.Severity));

    [Fact]
    public void The_readings_are_for_choices_and_for_the_same_scales()
    {
        InstrumentReadings readings = ReadingLibrary.LoadBuiltIn().Find("inclinations")!;
        Assert.Equal(LevelRule.Choices, readings.Rule);
        Assert.Equal(Kinds, readings.Scales.Select(scale => scale.Scale));
    }

    private static string[] KindsOf(int item) =>
    [
        .. Enumerable.Range(0, Form.Items[item].Options.Length).Select(option => Form.Key.Scales.Single(scale =>
            scale.Items.Cast<ItemKey.Options>().Any(key => key.Item == item && key.Points[option] > 0)).Id),
    ];

    private static IEnumerable<ItemKey.Options> KeysOf(int item) =>
        Form.Key.Scales.SelectMany(scale => scale.Items).Cast<ItemKey.Options>().Where(key => key.Item == item);
}
