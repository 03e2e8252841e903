using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>The committed sections: parallel forms, spread keys, and files that are what their rules and seeds give.</summary>
public sealed class AptitudeContentTests
{
    private const string RewriteVariable = "DIAGNOSTICS_REWRITE_SECTIONS";
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();

    /// <summary>Every committed version: results point at the old ones too.</summary>
    public static TheoryData<string, string> Sections => VersionsOf("aptitude-verbal", "aptitude-numerical", "aptitude-spatial");

    public static TheoryData<string> Twins => [.. UntimedTwin.All.Select(twin => twin.Id)];

    public static TheoryData<string> Generated => [.. GeneratedSection.All.Select(section => section.Id)];

    public static TheoryData<string, string> GeneratedVersions => VersionsOf([.. GeneratedSection.All.Select(section => section.Id)]);


    [Theory]
    [MemberData(nameof(Sections))]
    public void Both_forms_have_eight_items_with_the_same_rule_at_each_place(string id, string version)
    {
        Instrument section = Library.Get(id, version);
        Assert.Equal(version == "1.0.0" ? ["a", "b", "full"] : ["a", "a6", "b", "b6", "full"], section.Forms.Keys);
        (InstrumentForm first, InstrumentForm second) = (section.Forms["a"], section.Forms["b"]);
        Assert.Equal(8, first.Items.Length);
        Assert.Equal(first.Items.Select(item => string.Join(' ', item.Tags)), second.Items.Select(item => string.Join(' ', item.Tags)));
        Assert.Empty(first.Items.Select(item => item.Id).Intersect(second.Items.Select(item => item.Id)));
        Assert.Equal(Enumerable.Range(1, 8).Select(level => $"level-{level}"), first.Items.Select(LevelOf));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Short_forms_are_six_tasks_of_their_long_ones_in_order_and_parallel(string twin)
    {
        Instrument section = Library.Get(twin.Replace("-untimed", "", StringComparison.Ordinal), UntimedTwin.TimedVersion);
        foreach ((string form, string of) in new[] { ("a6", "a"), ("b6", "b") })
        {
            Item[] kept = [.. section.Forms[form].Items];
            Assert.Equal(6, kept.Length);
            Assert.Equal(section.Forms[of].Items.Where(item => kept.Any(one => one.Id == item.Id)).Select(item => item.Id), kept.Select(item => item.Id));
            Assert.Equal(4, RightPlaces(section.Forms[form]).Distinct().Count());
        }

        Assert.Equal(section.Forms["a6"].Items.Select(LevelOf), section.Forms["b6"].Items.Select(LevelOf));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_item_has_one_right_answer_of_four_or_five_and_a_solution(string id, string version)
    {
        InstrumentForm full = Library.Get(id, version).Forms["full"];
        ScaleKey scale = Assert.Single(full.Key.Scales);
        Assert.Equal(ScaleKind.Criterion, scale.Kind);
        Assert.IsType<MissingRule.Zero>(scale.Missing);
        Assert.Equal(16, scale.Items.Length);
        Assert.All(scale.Items.Cast<ItemKey.Options>(), key =>
        {
            Assert.InRange(key.Points.Length, 4, 5);
            Assert.Equal(1, key.Points.Sum(point => point));
        });
        Assert.All(full.Items, item => Assert.NotNull(item.Solution));
        Assert.All(full.Items, item => Assert.Single(item.Tags, tag => tag.StartsWith("level-", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Right_answers_stand_at_every_place_equally_often_and_never_thrice_running(string id, string version)
    {
        foreach (string form in new[] { "a", "b" })
        {
            int[] places = RightPlaces(Library.Get(id, version).Forms[form]);
            Assert.Equal([2, 2, 2, 2], Enumerable.Range(0, 4).Select(place => places.Count(right => right == place)));
            Assert.DoesNotContain(Enumerable.Range(2, 6), place => places[place] == places[place - 1] && places[place] == places[place - 2]);
        }
    }

    [Theory]
    [MemberData(nameof(GeneratedVersions))]
    public void A_solver_agrees_with_the_key_of_every_committed_generated_item(string id, string version)
    {
        foreach (InstrumentForm form in Library.Get(id, version).Forms.Values)
        {
            int[] keyed = RightPlaces(form);
            Assert.All(form.Items.Select((item, place) => (item, place)), one => Assert.Equal(
                [keyed[one.place]],
                GenerationTests.Solve(one.item.Tags.Single(tag => !tag.StartsWith("level-", StringComparison.Ordinal)), Seen.Of(one.item))));
        }
    }

    /// <summary>After a change of a rule or seed: raise the version, run with the variable set to 1, look at the file, commit it.</summary>
    [Theory]
    [MemberData(nameof(Generated))]
    public void The_committed_file_is_what_its_rules_and_seeds_give(string id)
    {
        AssertCommitted(id, GeneratedSection.Version, SectionFile.Render(GeneratedSection.All.Single(section => section.Id == id)));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void The_committed_untimed_file_is_what_the_timed_one_gives(string id)
    {
        UntimedTwin twin = UntimedTwin.All.Single(one => one.Id == id);
        AssertCommitted(id, UntimedTwin.Version, twin.Render(File.ReadAllBytes(FileOf(twin.Timed, UntimedTwin.TimedVersion))));
    }

    [Fact]
    public void Every_limited_section_has_an_untimed_twin() => Assert.Equal(
        Sections.Select(row => $"{row[0]}-untimed").Distinct().Order(StringComparer.Ordinal), UntimedTwin.All.Select(twin => twin.Id).Order(StringComparer.Ordinal));

    /// <summary>Asked of the read instruments, not of the files: a student meets the same tasks, and the same answers are right.</summary>
    [Theory]
    [MemberData(nameof(Twins))]
    public void The_untimed_twin_asks_the_same_and_says_nothing_of_a_limit(string id)
    {
        UntimedTwin described = UntimedTwin.All.Single(one => one.Id == id);
        (Instrument timed, Instrument twin) = (Library.Get(described.Timed, UntimedTwin.TimedVersion), Library.Get(id, UntimedTwin.Version));
        Assert.Equal(timed.Forms.Keys, twin.Forms.Keys);
        foreach (string form in timed.Forms.Keys)
        {
            Assert.Equal(timed.Forms[form].Items.Select(item => Asked(item)), twin.Forms[form].Items.Select(item => Asked(item)));
            Assert.Equal(RightPlaces(timed.Forms[form]), RightPlaces(twin.Forms[form]));
        }

        Assert.Equal(timed.Scales.Select(scale => (scale.Id, scale.Title.Russian)), twin.Scales.Select(scale => (scale.Id, scale.Title.Russian)));
        Assert.NotEqual(timed.ContentHash, twin.ContentHash);
        Assert.Equal(timed.Title.Russian, twin.Title.Russian);
        Assert.Contains("Время не ограничено", twin.Instruction.Russian, StringComparison.Ordinal);

        static string Asked(Item item) => string.Join(
            '|', item.Options.Select(option => option.Text.Russian).Prepend(item.Text.Russian).Append(item.PictureText?.Russian).Append(item.Solution?.Russian));
    }

    private static string FileOf(string id, string version) =>
        Path.Combine(Repository.Root, "engine", "Instruments", "Library", id, version, "instrument.json");

    private static void AssertCommitted(string id, string version, byte[] drawn)
    {
        string file = FileOf(id, version);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, drawn);
        }

        Assert.True(
            File.Exists(file) && drawn.AsSpan().SequenceEqual(File.ReadAllBytes(file)),
            $"{file} is not what the rules give; to write it anew: {RewriteVariable}=1 dotnet test tests --filter AptitudeContentTests");
    }

    private static TheoryData<string, string> VersionsOf(params string[] ids)
    {
        TheoryData<string, string> versions = [];
        foreach (Instrument instrument in Library.All.Where(one => ids.Contains(one.Id)))
        {
            versions.Add(instrument.Id, instrument.Version);
        }

        return versions;
    }

    private static string LevelOf(Item item) => item.Tags.Single(tag => tag.StartsWith("level-", StringComparison.Ordinal));

    private static int[] RightPlaces(InstrumentForm form) =>
        [.. Assert.Single(form.Key.Scales).Items.Cast<ItemKey.Options>().OrderBy(key => key.Item)
            .Select(key => key.Points.AsSpan().IndexOf((byte)1))];
}
