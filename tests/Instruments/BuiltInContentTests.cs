using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments;

public sealed class BuiltInContentTests
{
    /// <summary>What follows the values in a standard lesson; all but the first is the second lesson of two.</summary>
    private static readonly string[] Planning =
        ["plans", "aptitude-verbal", "aptitude-numerical", "aptitude-spatial", "satisfaction", "inclinations"];

    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();
    private static readonly Instrument Riasec = Library.Get("riasec", "1.1.0");
    private static readonly Instrument ObjectOfWork = Library.Get("object-of-work", "1.0.0");

    /// <summary>Every form of every version of riasec with its items on each scale.</summary>
    public static TheoryData<string, string, int> RiasecForms => new()
    {
        { "1.0.0", "full", 10 }, { "1.0.0", "short48", 8 }, { "1.1.0", "full", 10 }, { "1.1.0", "short48", 8 }, { "1.1.0", "short36", 6 },
    };

    [Fact]
    public void No_form_of_riasec_goes_untested() => Assert.Equal(
        RiasecForms.Select(row => ((string)row[0], (string)row[1])).Order(),
        Library.All.Where(one => one.Id == "riasec").SelectMany(one => one.Forms.Keys.Select(form => (one.Version, form))).Order());

    [Theory]
    [MemberData(nameof(RiasecForms))]
    public void Riasec_has_the_same_number_of_items_on_each_of_its_six_scales(string version, string name, int each)
    {
        InstrumentForm form = RiasecForm(version, name);
        Assert.Equal(["R", "I", "A", "S", "E", "C"], form.Key.Scales.Select(scale => scale.Id));
        Assert.All(form.Key.Scales, scale => Assert.Equal(each, scale.Items.Length));
        Assert.All(form.Key.Scales, scale => Assert.Equal(new MissingRule.Prorate(0.75), scale.Missing));
        Assert.All(form.Key.Scales, scale => Assert.Equal(ScaleKind.Normative, scale.Kind));
        Assert.All(
            form.Key.Scales.SelectMany(scale => scale.Items),
            key => Assert.Equal(new ItemKey.Rating(key.Item, 0, 4, false), key));
    }

    [Theory]
    [MemberData(nameof(RiasecForms))]
    public void No_two_neighbouring_riasec_items_belong_to_one_scale(string version, string name, int each)
    {
        string[] scales = ScaleOfEachItem(RiasecForm(version, name));
        Assert.Equal(6 * each, scales.Length);
        Assert.All(scales.Zip(scales.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("1.0.0", "short48", "full")]
    [InlineData("1.1.0", "short48", "full")]
    [InlineData("1.1.0", "short36", "short48")]
    public void A_shorter_riasec_is_a_strict_subset_in_the_same_order(string version, string shorter, string longer)
    {
        string[] kept = [.. RiasecForm(version, shorter).Items.Select(item => item.Id)];
        string[] all = [.. RiasecForm(version, longer).Items.Select(item => item.Id)];
        Assert.True(kept.Length < all.Length);
        Assert.Equal(kept, all.Where(kept.Contains));
    }

    [Fact]
    public void Riasec_1_1_0_is_1_0_0_with_one_more_form()
    {
        Instrument before = Library.Get("riasec", "1.0.0");
        Assert.Equal(before.Forms.Keys.Append("short36").Order(), Riasec.Forms.Keys.Order());
        Assert.All(before.Forms.Keys, name => Assert.Equal(Texts(before.Forms[name]), Texts(Riasec.Forms[name])));
        Assert.Equal((before.Title.Russian, before.Instruction.Russian), (Riasec.Title.Russian, Riasec.Instruction.Russian));
        Assert.Equal(before.Scales.Select(scale => scale.Meaning.Russian), Riasec.Scales.Select(scale => scale.Meaning.Russian));

        static IEnumerable<(string, string)> Texts(InstrumentForm form) => form.Items.Select(item => (item.Id, item.Text.Russian));
    }

    [Theory]
    [MemberData(nameof(RiasecForms))]
    public void Village_and_town_are_both_there_and_most_items_belong_to_neither(string version, string name, int each)
    {
        string[] settings = [.. RiasecForm(version, name).Items.Select(item => Assert.Single(item.Tags))];
        Assert.Equal(6 * each, settings.Length);
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
    public void Every_grade_from_6_to_11_has_a_battery_that_fits_a_lesson()
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        string[] last = ["inclinations/full (optional)", "satisfaction/full"];
        string[] planning = ["plans/full", "aptitude-verbal/a", "aptitude-numerical/a", "aptitude-spatial/a", .. last];
        string[] shorter = ["plans/full", "aptitude-verbal/a6", "aptitude-numerical/a6", "aptitude-spatial/a6", .. last];
        string[] start = ["navigator/full (optional)"];
        foreach (int grade in Enumerable.Range(6, 6))
        {
            Battery battery = batteries.For(grade)!;
            (string id, string[] steps) = grade switch
            {
                <= 7 => ("lesson-6-7", ["riasec/short36", "work-values-7/full", "satisfaction/full"]),
                <= 9 => ("lesson-8-9", [.. start, "riasec/short48", "object-of-work/full", "work-values-7/full", .. planning]),
                _ => ("lesson-10-11", (string[])[.. start, "riasec/full", "object-of-work/full", "work-values/full", .. shorter]),
            };
            Assert.Equal(id, battery.Id);
            Assert.Equal(steps, battery.Steps.Select(Told));
            Assert.InRange(battery.Steps.Where(step => !step.Optional).Sum(step => step.Minutes), 5, 32);
        }

        Assert.Null(batteries.For(5));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void Over_two_lessons_everyone_has_the_standard_steps_with_eight_tasks_and_five_minutes_a_section(int grade)
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        (Battery one, Battery two) = (batteries.For(grade)!, batteries.For(grade, BatteryVariant.TwoLessons)!);
        Assert.Equal(one.Steps.Select(step => Told(step).Replace("/a6", "/a", StringComparison.Ordinal)), two.Steps.Select(Told));
        Assert.All(two.Steps, step => Assert.Equal(Array.IndexOf(Planning, step.Instrument.Id) < 1 ? 1 : 2, step.Sitting));
        Assert.Equal([300, 300, 300], two.Steps.Where(step => step.Seconds is not null).Select(step => step.Seconds!.Value));
    }

    [Theory]
    [InlineData(9, "riasec/short48", "work-values-7/full")]
    [InlineData(11, "riasec/full", "work-values/full")]
    public void Untimed_lessons_are_three_sittings_and_for_a_screen_reader_the_drawings_are_left_out(int grade, string interests, string values)
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        Battery untimed = batteries.For(grade, BatteryVariant.Untimed)!;
        Battery reader = batteries.For(grade, BatteryVariant.Reader)!;
        string[][] sittings =
        [
            [interests, "object-of-work/full"],
            [values, "plans/full"],
            ["aptitude-verbal-untimed/a", "aptitude-numerical-untimed/a", "aptitude-spatial-untimed/a", "satisfaction/full"],
        ];
        Assert.Equal(sittings.Select(Joined), untimed.Steps.GroupBy(step => step.Sitting).Select(lesson => Joined(lesson.Select(Told))));
        Assert.Equal(
            untimed.Steps.Where(step => step.Instrument.Id != "aptitude-spatial-untimed").Select(step => $"{step.Sitting} {Told(step)}"),
            reader.Steps.Select(step => $"{step.Sitting} {Told(step)}"));
        Assert.Empty(untimed.LeftOut);
        Assert.Equal(Library.Get("aptitude-spatial", "1.0.0").Title.Russian, Assert.Single(reader.LeftOut).Title.Russian);

        static string Joined(IEnumerable<string> steps) => string.Join(' ', steps);
    }

    /// <summary>A screen reader says text: a task whose options are drawings is none there, and a picture has its words.</summary>
    [Fact]
    public void Nothing_in_the_lesson_for_a_screen_reader_is_only_drawn()
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        Item[] items = [.. new[] { 9, 11 }.SelectMany(grade => batteries.For(grade, BatteryVariant.Reader)!.Steps).SelectMany(step => step.Form.Items)];
        Assert.All(items.SelectMany(item => item.Options), option => Assert.Null(option.Svg));
        Assert.All(items.Where(item => item.Picture is not null), item => Assert.NotNull(item.PictureText));
    }

    [Fact]
    public void Only_the_aptitude_sections_have_a_time_limit_and_it_is_within_their_planned_time()
    {
        BatteryStep[] steps = [.. BatteryLibrary.LoadBuiltIn(Library).All.SelectMany(battery => battery.Steps)];
        Assert.Contains(steps, step => step.Seconds is not null);
        Assert.All(steps, step => Assert.Equal(
            step.Instrument.Id.StartsWith("aptitude-", StringComparison.Ordinal) && !step.Instrument.Id.EndsWith("-untimed", StringComparison.Ordinal),
            step.Seconds is not null));
        Assert.All(steps.Where(step => step.Seconds is not null), step => Assert.InRange(step.Seconds!.Value, 210, step.Minutes * 60));
    }

    private static string Told(BatteryStep step) => $"{step.Instrument.Id}/{step.Form.Id}{(step.Optional ? " (optional)" : "")}";

    private static InstrumentForm RiasecForm(string version, string name) => Library.Get("riasec", version).Forms[name];

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
