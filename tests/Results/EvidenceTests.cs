using System.Globalization;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Results;

/// <summary>What of other sections stands beside a profession, and what of the tasks is shown before release.</summary>
public sealed class EvidenceTests
{
    private static readonly InstrumentLibrary Instruments = InstrumentLibrary.LoadBuiltIn();
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(Instruments);
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;
    private static readonly ResultWriter Writer = new(Instruments, ReadingLibrary.LoadBuiltIn(), new Recommender(Atlas));
    private static readonly Battery Lesson = Batteries.For(9)!;
    private static readonly ShowSettings All = new() { Aptitudes = true };

    [Fact]
    public void Objects_of_work_are_evidence_only_where_their_section_stands_out()
    {
        Profile profile = ProfileMaker.Make(Lesson, Maker());
        HashSet<string> shown = [.. Recommend(profile, All).Professions.Select(one => one.Code)];
        string[] objects = [.. Atlas.Professions.OrderByDescending(one => shown.Contains(one.Code)).Select(one => one.WorkObject).Distinct()];
        Assert.Contains(With(objects[..2]), one => one.ObjectFits);
        Assert.DoesNotContain(With(objects[..4]), one => one.ObjectFits);
        Assert.DoesNotContain(With(objects, flat: true), one => one.ObjectFits);

        IReadOnlyList<ProfessionView> With(string[] leading, bool flat = false) => Recommend(
            profile with
            {
                Sections =
                [
                    .. profile.Sections.Select(section => section.Instrument == "object-of-work"
                        ? section with { LeadingTier = leading, Flat = flat, Scales = [.. section.Scales.Select(scale => scale with { Raw = 4 })] }
                        : section),
                ],
            },
            All).Professions;
    }

    [Fact]
    public void Tasks_that_went_better_than_others_stand_beside_the_list_and_change_nothing_in_it()
    {
        Profile profile = ProfileMaker.Make(Lesson, Maker(("aptitude-numerical", 8), ("aptitude-verbal", 2), ("aptitude-spatial", 1)));
        Recommendation shown = Recommend(profile, All);
        Assert.All(shown.Professions, one => Assert.Equal(
            Atlas.Professions.Single(known => known.Code == one.Code).Aptitudes.Contains("numerical") ? ["Числа"] : [], one.AptitudesFor));
        Assert.Contains(shown.Professions, one => one.AptitudesFor.Count > 0);
        Recommendation before = Recommend(profile, new ShowSettings());
        Assert.All(before.Professions, one => Assert.Empty(one.AptitudesFor));
        Assert.Equal(before.ResultHash, shown.ResultHash);
        Assert.Equal(before.Professions.Select(one => one.Code), shown.Professions.Select(one => one.Code));
    }

    [Theory]
    [InlineData(8, 8, 8, "")]
    [InlineData(1, 1, 1, "")]
    [InlineData(5, 6, 5, "")]
    [InlineData(8, 2, 2, "numerical")]
    [InlineData(4, 0, 0, "")]
    [InlineData(5, 0, 0, "numerical")]
    [InlineData(8, 8, 2, "numerical verbal")]
    public void A_strength_is_above_the_persons_own_lowest_by_more_than_its_error(int numerical, int verbal, int spatial, string expected)
    {
        Profile profile = ProfileMaker.Make(
            Lesson, Maker(("aptitude-numerical", numerical), ("aptitude-verbal", verbal), ("aptitude-spatial", spatial)));
        Assert.Equal(expected, string.Join(' ', RelativeStrengths.Of(profile, Instruments).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void One_section_of_tasks_has_nothing_to_be_better_than() =>
        Assert.Empty(RelativeStrengths.Of(ProfileMaker.Make(Lesson, Maker(("aptitude-numerical", 8))), Instruments));

    [Fact]
    public void Sections_of_tasks_that_were_taken_are_named_until_they_are_shown()
    {
        Profile profile = ProfileMaker.Make(Lesson, Maker(("aptitude-numerical", 8), ("aptitude-verbal", 0)));
        Assert.Equal(["Слова и выводы", "Числа"], Writer.Withheld(profile, new ShowSettings()).Order(StringComparer.Ordinal));
        Assert.Empty(Writer.Withheld(profile, All));
        Assert.Empty(Writer.Withheld(ProfileMaker.Make(Lesson, Maker()), new ShowSettings()));
    }

    [Fact]
    public void A_section_without_its_limit_is_called_as_the_timed_one()
    {
        Battery untimed = Batteries.For(9, BatteryVariant.Untimed)!;
        BatteryStep step = untimed.Steps.Single(one => one.Instrument.Id == "aptitude-numerical-untimed");
        string?[] values = new string?[untimed.ItemCount];
        values[step.FirstItem] = "0";
        Profile profile = ProfileMaker.Make(untimed, values);
        Assert.Equal("Числа", Assert.Single(Writer.Withheld(profile, new ShowSettings())));
        Assert.Contains(Writer.Sections(profile, All), section => section.Title == "Числа");
    }

    /// <summary>Someone who likes to make things, with so many tasks right of each section; the others are wrong.</summary>
    private static string?[] Maker(params (string Instrument, int Right)[] tasks)
    {
        string?[] values = new string?[Lesson.ItemCount];
        BatteryStep interests = Lesson.Steps.Single(step => step.Instrument.Id == "riasec");
        foreach (ScaleKey scale in interests.Form.Key.Scales)
        {
            foreach ((ItemKey item, int place) in scale.Items.Select((item, place) => (item, place)))
            {
                values[interests.FirstItem + item.Item] = scale.Id == "R" ? "4" : scale.Id == "I" ? "3" : place % 3 == 0 ? "1" : "0";
            }
        }

        foreach ((string instrument, int right) in tasks)
        {
            BatteryStep step = Lesson.Steps.Single(one => one.Instrument.Id == instrument);
            foreach ((ItemKey.Options item, int place) in step.Form.Key.Scales[0].Items.Cast<ItemKey.Options>().Select((item, place) => (item, place)))
            {
                int solution = item.Points.IndexOf(item.Highest);
                values[step.FirstItem + item.Item] = (place < right ? solution : solution == 0 ? 1 : 0).ToString(CultureInfo.InvariantCulture);
            }
        }

        return values;
    }

    private static Recommendation Recommend(Profile profile, ShowSettings show) =>
        Writer.Recommendation(9, Lesson, profile, new PackedAnswers(Maker(), new long?[Lesson.ItemCount]), show);
}
