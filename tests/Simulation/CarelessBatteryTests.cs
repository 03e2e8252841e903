using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Quality;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Simulation;

/// <summary>
/// Five thousand students go through the whole battery of grades 8 and 9, attentive or careless, in haste (0.7 s an item) or at a normal
/// pace (4 s): how many of each end without a list of sectors, by state, how many raise the flag of haste and how many have values that
/// tell apart. The rates are stated in engine/README.md; they come from this simulation and are no findings about students.
/// </summary>
public sealed class CarelessBatteryTests(ITestOutputHelper output)
{
    private const int Students = 5_000;
    private const ulong Seed = 20_261_124;
    private const int Compared = 60;
    private const int Haste = 700;
    private const int Normal = 4_000;

    private static readonly InstrumentLibrary Instruments = InstrumentLibrary.LoadBuiltIn();
    private static readonly Battery Battery = BatteryLibrary.LoadBuiltIn(Instruments).For(9)!;
    private static readonly BatteryStep Interests = InterestStep.Of(Battery)!;
    private static readonly ResultWriter Writer =
        new(Instruments, ReadingLibrary.LoadBuiltIn(), new Recommender(AtlasLibrary.LoadBuiltIn().Newest));

    [Fact]
    public void Attentive_students_are_not_stopped() => Check(Attentive(), same: 0, unclear: 0, flat: 0.0464, hasty: 0, values: 0.2338);

    [Theory]
    [InlineData(nameof(Carelessness.OneButton), Haste, 0.139, 0, 0.8596, 1, 0)]
    [InlineData(nameof(Carelessness.OneButton), Normal, 0.139, 0, 0.8596, 0, 0)]
    [InlineData(nameof(Carelessness.Random), Haste, 0, 0, 0.5538, 1, 0.0236)]
    [InlineData(nameof(Carelessness.Random), Normal, 0, 0, 0.5538, 0, 0.0236)]
    public void Careless_students_end_without_a_list_as_often_as_stated(
        string carelessness, int pace, double same, double unclear, double flat, double hasty, double values)
    {
        SimulationSource source = new(Seed);
        Check([.. Enumerable.Range(0, Students).Select(_ => CarelessStudent.Take(Battery, Enum.Parse<Carelessness>(carelessness), pace, source))],
            same, unclear, flat, hasty, values);
    }

    private void Check(PackedAnswers[] students, double same, double unclear, double flat, double hasty, double values)
    {
        Outcome[] results = [.. students.AsParallel().AsOrdered().Select(ResultOf)];
        Dictionary<string, (double Stated, double Measured)> rates = new()
        {
            ["same answers"] = (same, Share(one => one.State == RecommendationState.SameAnswers)),
            ["unclear"] = (unclear, Share(one => one.State == RecommendationState.Unclear)),
            ["flat"] = (flat, Share(one => one.State == RecommendationState.Flat)),
            ["haste flag"] = (hasty, Share(one => one.Hasty)),
            ["values tell apart"] = (values, Share(one => one.Values)),
        };
        output.WriteLine(string.Join(", ", rates.Select(rate => $"{rate.Key} {rate.Value.Measured:P2}")));
        Assert.All(rates, rate => Assert.InRange(
            rate.Value.Measured, rate.Value.Stated - Tolerance(rate.Value.Stated), rate.Value.Stated + Tolerance(rate.Value.Stated)));

        // A whole recommendation takes long, so the state is told from its parts, and on some of the students by the recommender itself.
        Assert.All(
            Enumerable.Range(0, Compared).AsParallel().AsOrdered()
                .Select(student => (Parts: results[student].State, Whole: Writer.Recommendation(
                    9, Battery, ProfileMaker.Make(Battery, students[student].Values), students[student], new ShowSettings()).State)).ToArray(),
            one => Assert.Equal(one.Whole, one.Parts));

        double Share(Func<Outcome, bool> of) => results.Count(of) / (double)Students;
    }

    /// <summary>Four standard errors of a share of 5,000, at least one student in a thousand: another seed would pass as well.</summary>
    private static double Tolerance(double share) => Math.Max(0.001, 4 * Math.Sqrt(share * (1 - share) / Students));

    private static Outcome ResultOf(PackedAnswers answers)
    {
        Profile profile = ProfileMaker.Make(Battery, answers.Values);
        InterestAnswers interests = InterestStep.Read(Interests, answers);
        bool needsTalk = ProtocolCheck.IsUnreliable(interests, Interests.FirstItem, answers.Times);
        ProfileSection section = profile.Sections.Single(one => one.Instrument == Interests.Instrument.Id);
        RecommendationState state = interests.AllSame ? RecommendationState.SameAnswers
            : needsTalk ? RecommendationState.Unclear
            : section.LeadingTier.Count == section.Scales.Count ? RecommendationState.Flat
            : RecommendationState.Families;
        ResponseQuality quality = ResponseQuality.Measure(RatedItems.Of(interests.Form.Key), interests.Codes.AsSpan(), Pace(answers), reference: null);
        bool hasty = QualityFlags.Of(quality, RatedItems.Of(interests.Form.Key).Shape, QualityCutOffs.Default).RaisedKinds.Contains(QualityKind.Haste);
        return new Outcome(state, hasty, profile.Sections.Any(one => one.TellsApart == true));
    }

    private static int[] Pace(PackedAnswers answers) =>
        [.. Enumerable.Range(Interests.FirstItem, Interests.Form.Items.Length).Select(item => (int)(answers.Times[item]! - answers.Times[item - 1]!))];

    private static PackedAnswers[] Attentive()
    {
        SimulationSource source = new(Seed);
        SimulatedAnswers[] models = [.. Battery.Steps.Select(step => new SimulatedAnswers(step.Form))];
        return [.. Enumerable.Range(0, Students).Select(_ => Take(new LatentPerson(source.NextNormal), models, source))];
    }

    private static PackedAnswers Take(LatentPerson person, SimulatedAnswers[] models, SimulationSource source)
    {
        List<string?> values = [];
        foreach ((BatteryStep step, SimulatedAnswers model) in Battery.Steps.Zip(models))
        {
            byte[] codes = new byte[step.Form.Items.Length];
            model.Answer([.. step.Form.Key.Scales.Select(person.StrengthIn)], source, codes);
            values.AddRange(step.Form.Items.Zip(codes, (item, code) => AnswerTexts.Of(item.Format, code)));
        }

        return new PackedAnswers([.. values], [.. values.Select((value, item) => value is null ? null : (long?)((item + 1) * Normal))]);
    }

    private sealed record Outcome(RecommendationState State, bool Hasty, bool Values);
}
