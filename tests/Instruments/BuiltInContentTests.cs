using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments;

public sealed class BuiltInContentTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();
    private static readonly Instrument Riasec = Library.Get("riasec", "1.0.0");
    private static readonly Instrument ObjectOfWork = Library.Get("object-of-work", "1.0.0");

    [Theory]
    [InlineData("full", 10)]
    [InlineData("short48", 8)]
    public void Riasec_has_the_same_number_of_items_on_each_of_its_six_scales(string form, int each)
    {
        Assert.Equal(["R", "I", "A", "S", "E", "C"], Riasec.Forms[form].Key.Scales.Select(scale => scale.Id));
        Assert.All(Riasec.Forms[form].Key.Scales, scale => Assert.Equal(each, scale.Items.Length));
        Assert.All(Riasec.Forms[form].Key.Scales, scale => Assert.Equal(new MissingRule.Prorate(0.75), scale.Missing));
        Assert.All(Riasec.Forms[form].Key.Scales, scale => Assert.Equal(ScaleKind.Normative, scale.Kind));
        Assert.All(
            Riasec.Forms[form].Key.Scales.SelectMany(scale => scale.Items),
            key => Assert.Equal(new ItemKey.Rating(key.Item, 0, 4, false), key));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("short48")]
    public void No_two_neighbouring_riasec_items_belong_to_one_scale(string form)
    {
        string[] scales = ScaleOfEachItem(Riasec.Forms[form]);
        Assert.All(scales.Zip(scales.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void The_short_riasec_is_a_strict_subset_in_the_same_order()
    {
        string[] shorter = [.. Riasec.Forms["short48"].Items.Select(item => item.Id)];
        string[] full = [.. Riasec.Forms["full"].Items.Select(item => item.Id)];
        Assert.Equal(48, shorter.Length);
        Assert.Equal(60, full.Length);
        Assert.Equal(shorter, full.Where(shorter.Contains));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("short48")]
    public void Village_and_town_are_both_there_and_most_items_belong_to_neither(string form)
    {
        string[] settings = [.. Riasec.Forms[form].Items.Select(item => Assert.Single(item.Tags))];
        int village = settings.Count(tag => tag == "setting-village");
        int town = settings.Count(tag => tag == "setting-town");
        Assert.InRange(village - town, -6, 6);
        Assert.True(settings.Count(tag => tag == "setting-any") > settings.Length / 2);
    }

    [Fact]
    public void Each_pair_of_types_meets_twice_once_in_either_order()
    {
        string[] types = ["nature", "technique", "human", "sign", "art"];
        InstrumentForm form = ObjectOfWork.Forms["full"];
        string[] met = [.. Enumerable.Range(0, form.Items.Length).Select(item => string.Join('|', TypesOf(form, item)))];
        string[] all = [.. types.SelectMany(first => types.Where(second => second != first).Select(second => $"{first}|{second}"))];
        Assert.Equal(all.Order(), met.Order());
        Assert.All(form.Key.Scales, scale => Assert.Equal(8, scale.Items.Length));
        Assert.All(form.Key.Scales, scale => Assert.Equal(ScaleKind.Ipsative, scale.Kind));
        Assert.All(form.Key.Scales, scale => Assert.Equal(new MissingRule.Tolerate(2), scale.Missing));
    }

    [Fact]
    public void Neighbouring_pairs_share_no_type()
    {
        InstrumentForm form = ObjectOfWork.Forms["full"];
        IEnumerable<int> followers = Enumerable.Range(1, form.Items.Length - 1);
        Assert.All(followers, item => Assert.Empty(TypesOf(form, item).Intersect(TypesOf(form, item - 1))));
    }

    [Fact]
    public void Statements_are_short_and_those_of_a_pair_about_as_long()
    {
        Assert.All(Riasec.Forms["full"].Items, item => Assert.InRange(Words(item.Text), 2, 12));
        Assert.All(ObjectOfWork.Forms["full"].Items, item =>
        {
            int[] words = [.. item.Options.Select(option => Words(option.Text))];
            Assert.All(words, count => Assert.InRange(count, 2, 12));
            Assert.InRange(words[0] - words[1], -3, 3);
        });
    }

    [Fact]
    public void Every_statement_begins_with_an_infinitive()
    {
        IEnumerable<LocalText> statements = Riasec.Forms["full"].Items.Select(item => item.Text)
            .Concat(ObjectOfWork.Forms["full"].Items.SelectMany(item => item.Options).Select(option => option.Text));
        Assert.All(statements, text => Assert.Matches("^[А-ЯЁ][а-яё]+(ть|ти|чь)(ся)?[ ,]", text.Russian));
    }

    [Fact]
    public void No_statement_stands_twice()
    {
        string[] statements =
        [
            .. Riasec.Forms["full"].Items.Select(item => item.Text.Russian),
            .. ObjectOfWork.Forms["full"].Items.SelectMany(item => item.Options).Select(option => option.Text.Russian),
        ];
        Assert.Equal(100, statements.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_built_in_instrument_is_a_pilot_and_says_so()
    {
        Assert.NotEmpty(Library.All);
        Assert.All(Library.All, instrument =>
        {
            Assert.Equal(InstrumentStatus.Pilot, instrument.Status);
            Assert.Contains("Апробация", instrument.Note!.Russian, StringComparison.Ordinal);
            Assert.Contains("ru", instrument.Languages);
            Assert.All(instrument.Languages, language => Assert.NotEmpty(instrument.Note!.ByLanguage[language]));
        });
    }

    [Fact]
    public void Every_grade_from_8_to_11_has_a_battery_that_fits_a_lesson()
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        foreach (int grade in Enumerable.Range(8, 4))
        {
            Battery battery = batteries.ForGrade(grade)!;
            Assert.Equal(grade <= 9 ? "lesson-8-9" : "lesson-10-11", battery.Id);
            Assert.Equal(grade <= 9 ? 68 : 80, battery.ItemCount);
            Assert.Equal(grade <= 9 ? [0, 48] : [0, 60], battery.Steps.Select(step => step.FirstItem));
            Assert.InRange(battery.Steps.Sum(step => step.Minutes), 5, 40);
        }

        Assert.Null(batteries.ForGrade(5));
    }

    private static string[] ScaleOfEachItem(InstrumentForm form) =>
    [
        .. Enumerable.Range(0, form.Items.Length)
            .Select(item => form.Key.Scales.Single(scale => scale.Items.Any(key => key.Item == item)).Id),
    ];

    /// <summary>The types of a pair's first and second statement.</summary>
    private static string[] TypesOf(InstrumentForm form, int item) =>
    [
        .. Enumerable.Range(0, 2).Select(option => form.Key.Scales.Single(scale => scale.Items.Any(key =>
            key is ItemKey.Options options && options.Item == item && options.Points[option] == 1)).Id),
    ];

    private static int Words(LocalText text) => text.Russian.Split(' ').Length;
}
