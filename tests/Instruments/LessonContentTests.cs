using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments;

/// <summary>Values, plans, feedback and the forms beside the interests of riasec: are they built as they are said to be?</summary>
public sealed class LessonContentTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();

    private const string Gendered =
        @"(?i)\b(готова?|уверена?|должн[аы]|должен|согласна|согласен|рада?|сама?|самому|самой|(ты|я) \w+(л|ла|лся|лась))\b";

    private static readonly string[] TenValues =
        ["earnings", "stability", "help", "mastery", "creativity", "independence", "leadership", "team", "balance", "recognition"];

    private static readonly string[] SevenValues = ["earnings", "stability", "help", "mastery", "creativity", "independence", "team"];

    [Fact]
    public void The_sets_of_values_are_the_designs_of_the_scoring_room_and_balanced()
    {
        AssertDesign("work-values", BestWorstDesign.TenValues, TenValues);
        AssertDesign("work-values-7", BestWorstDesign.SevenValues, SevenValues);
    }

    [Theory]
    [InlineData("work-values", 3)]
    [InlineData("work-values-7", 1)]
    public void A_value_has_one_short_phrase_in_all_its_sets(string id, int blanks)
    {
        InstrumentForm form = Full(id);
        foreach (ScaleKey scale in form.Key.Scales)
        {
            string phrase = Assert.Single(scale.Items.Cast<ItemKey.BestWorst>()
                .Select(key => form.Items[key.Item].Options[key.Option].Text.Russian).Distinct());
            Assert.InRange(phrase.Split(' ').Length, 3, 7);
            Assert.Equal((ScaleKind.Ipsative, new MissingRule.Tolerate(blanks)), (scale.Kind, scale.Missing));
        }

        int[] lengths = [.. form.Items.SelectMany(item => item.Options).Select(option => option.Text.Russian.Length).Distinct()];
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 12);
    }

    [Fact]
    public void The_seven_values_are_worded_like_their_twins_among_the_ten()
    {
        Instrument ten = Library.Get("work-values", "1.0.0");
        Assert.All(Library.Get("work-values-7", "1.0.0").Scales, scale =>
        {
            Scale twin = ten.Scales.Single(one => one.Id == scale.Id);
            Assert.Equal((twin.Title.Russian, twin.Meaning.Russian), (scale.Title.Russian, scale.Meaning.Russian));
        });
        HashSet<string> phrases = [.. Full("work-values").Items.SelectMany(item => item.Options).Select(option => option.Text.Russian)];
        Assert.All(Full("work-values-7").Items.SelectMany(item => item.Options), option => Assert.Contains(option.Text.Russian, phrases));
    }

    [Fact]
    public void Plans_are_four_scales_of_three_in_mixed_order_and_five_questions_without_a_score()
    {
        Instrument plans = Library.Newest("plans")!;
        InstrumentForm form = plans.Forms["full"];
        Assert.Equal(["decidedness", "information", "confidence", "nextStep"], form.Key.Scales.Select(scale => scale.Id));
        Assert.All(form.Key.Scales, scale => Assert.Equal(3, scale.Items.Length));
        Assert.All(
            form.Key.Scales.SelectMany(scale => scale.Items), key => Assert.Equal(new ItemKey.Rating(key.Item, 0, 4, false), key));
        Assert.Equal(["goal", "steps", "when", "help", "talk"], form.Items.Skip(12).Select(item => item.Id));
        Assert.Equal(["goal", "help", "steps", "talk", "when"], plans.Unscored);
        string[] scales = [.. Enumerable.Range(0, 12).Select(item =>
            form.Key.Scales.Single(scale => scale.Items.Any(key => key.Item == item)).Id)];
        Assert.All(scales.Zip(scales.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("plans", "steps", "Пока ничего из этого")]
    [InlineData("plans", "help", "Пока помощь не нужна")]
    [InlineData("parents-mirror", "support", "Пока поддержка не нужна")]
    public void An_answer_that_says_none_is_the_last_one_and_stands_alone(string id, string question, string none)
    {
        Item item = Full(id).Items.Single(one => one.Id == question);
        int last = item.Options.Length - 1;
        Assert.Equal(none, item.Options[last].Text.Russian);
        Assert.Equal(last, Assert.Single(Assert.IsType<AnswerFormat.MultipleChoice>(item.Format).Exclusive));
        Assert.True(item.Format.Accepts(item, $"{last}"));
        Assert.False(item.Format.Accepts(item, $"0+{last}"));
        Assert.True(item.Format.Accepts(item, $"0+{last - 1}"));
    }

    [Theory]
    [InlineData("interests-simple", 6, 6)]
    [InlineData("interests-pictogram", 4, 3)]
    public void Special_forms_have_six_equal_scales_three_answers_and_few_words(string id, int each, int mostWords)
    {
        InstrumentForm form = Full(id);
        Assert.Equal(["R", "I", "A", "S", "E", "C"], form.Key.Scales.Select(scale => scale.Id));
        Assert.All(form.Key.Scales, scale => Assert.Equal(each, scale.Items.Length));
        Assert.All(form.Items, item => Assert.Equal(3, Assert.IsType<AnswerFormat.Likert>(item.Format).Labels.Length));
        Assert.All(form.Items, item => Assert.InRange(item.Text.Russian.Split(' ').Length, 1, mostWords));
    }

    [Fact]
    public void The_navigator_has_two_groups_of_scales_each_with_a_constant_sum()
    {
        InstrumentForm form = Full("navigator");
        Assert.Equal(11, form.Key.Scales.Length);
        AssertConstant([.. form.Key.Scales.Take(5)], [0, 2]);
        AssertConstant([.. form.Key.Scales.Skip(5)], [1, 3]);

        // The first choice of a group gives two points, the second one, whatever is chosen.
        static void AssertConstant(ScaleKey[] group, int[] items)
        {
            ItemKey.Options[] keys = [.. group.SelectMany(scale => scale.Items).Cast<ItemKey.Options>()];
            Assert.Equal(items, keys.Select(key => key.Item).Distinct().Order());
            Assert.All(items.Zip([2, 1]), item => Assert.All(
                Enumerable.Range(0, group.Length),
                option => Assert.Equal(item.Second, keys.Where(key => key.Item == item.First).Sum(key => key.Points[option]))));
        }
    }

    [Theory]
    [InlineData("parents-mirror")]
    [InlineData("teacher-rating")]
    public void What_adults_see_has_equal_scales_and_is_no_result_of_the_student(string id)
    {
        Instrument instrument = Library.Newest(id)!;
        Assert.Equal(ResultPart.None, instrument.Result);
        Assert.Equal(["R", "I", "A", "S", "E", "C"], instrument.Scales.Take(6).Select(scale => scale.Id));
        Assert.Single(instrument.Forms["full"].Key.Scales.Select(scale => scale.Items.Length).Distinct());
    }

    /// <summary>The past tense and short adjectives of a reader would name their sex.</summary>
    [Fact]
    public void Students_are_not_spoken_to_in_forms_that_have_a_gender()
    {
        string[] adults = ["parents-mirror", "teacher-rating"];
        foreach (Instrument instrument in Library.All.Where(one => !adults.Contains(one.Id)))
        {
            IEnumerable<LocalText> texts = instrument.Forms["full"].Items
                .SelectMany(item => item.Options.Select(option => option.Text).Append(item.Text)).Append(instrument.Instruction).Concat(instrument.Scales.Select(scale => scale.Meaning));
            Assert.All(texts, text => Assert.DoesNotMatch(Gendered, text.Russian));
        }
    }

    [Fact]
    public void The_part_of_a_result_is_said_by_the_file_or_by_the_kind_of_its_scales()
    {
        Assert.Equal(ResultPart.Interests, Library.Get("riasec", "1.0.0").Result);
        Assert.Equal(ResultPart.Values, Library.Get("work-values", "1.0.0").Result);
        Assert.Equal(ResultPart.NextSteps, Library.Get("plans", "1.0.0").Result);
        Assert.Equal(ResultPart.None, Library.Get("satisfaction", "1.0.0").Result);
        Assert.Equal(ResultPart.Aptitudes, Read(json => json["scales"]![0]!["kind"] = "criterion").Instrument!.Result);
    }

    [Theory]
    [InlineData("normative", "everything")]
    [InlineData("criterion", "interests")]
    public void A_part_that_is_unknown_or_would_show_aptitudes_at_once_is_refused(string kind, string part)
    {
        InstrumentReading reading = Read(json => (json["scales"]![0]!["kind"], json["result"]) = (kind, part));
        Assert.Equal("$.result", Assert.Single(reading.Faults).Path);
    }

    private static void AssertDesign(string id, BestWorstDesign design, string[] values)
    {
        Assert.True(KeyedSets.TryFind(Full(id).Key, out KeyedSets? sets));
        Assert.Equal(values, sets.Scales);
        Assert.Equal(design.Sets.Select(set => string.Join(' ', set)), sets.Design.Sets.Select(set => string.Join(' ', set)));
        Assert.Equal(Enumerable.Range(0, design.Sets.Length), sets.Columns);
        Assert.Equal((true, true), (DesignBalance.Of(sets.Design).IsBalanced, DesignBalance.Of(sets.Design).PlacesEvenly));
    }

    private static InstrumentForm Full(string id) => Library.Newest(id)!.Forms["full"];

    private static InstrumentReading Read(Action<JsonNode> change)
    {
        JsonNode json = SampleInstrument.Json();
        change(json);
        return InstrumentReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
