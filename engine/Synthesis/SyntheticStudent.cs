using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Synthesis;

/// <summary>What becomes of a student's lesson.</summary>
internal enum SyntheticCourse
{
    Finished,
    Unfinished,
    Refused,
    NeverCame,
}

/// <param name="IsSpecial">Has special conditions.</param>
/// <param name="Seed">Of who it is and how they answer.</param>
internal sealed record SyntheticStudent(Sex Sex, bool IsSpecial, SyntheticCourse Course, int Seed)
{
    public static SyntheticStudent Draw(Random random, SyntheticMunicipality municipality)
    {
        Sex sex = random.Next(2) == 0 ? Sex.Female : Sex.Male;
        bool isSpecial = random.NextDouble() < Planted.Special;
        double finished = Planted.FinishedOf(municipality.Finished, isSpecial), lot = random.NextDouble();
        SyntheticCourse course =
            lot < finished ? SyntheticCourse.Finished
            : lot < finished + Planted.Unfinished ? SyntheticCourse.Unfinished
            : lot < finished + Planted.Unfinished + Planted.Refused ? SyntheticCourse.Refused
            : SyntheticCourse.NeverCame;
        return new SyntheticStudent(sex, isSpecial, course, random.Next());
    }
}

/// <summary>How students of one place, grade and sex answer: strengths shifted as planted, and what the strengths say nothing of.</summary>
internal sealed class SyntheticVoice(SyntheticMunicipality municipality, SyntheticSchool school, int grade, Sex sex)
{
    private readonly Dictionary<string, double> _shifts = new(
    [
        .. Planted.Spheres.Select((letter, index) => KeyValuePair.Create(
            letter.ToString(), Planted.ShiftOf(index, sex, school.Settlement, grade, municipality.Shifts[index] + school.Shifts[index]))),
        .. Planted.ValuesOf(school.Settlement),
        new("spatial", municipality.Spatial),
    ]);

    public IEnumerable<AnswerEntry> Answers(Battery battery, int seed)
    {
        var random = new Random(seed);
        var person = new LatentPerson(() => SimulatedStudent.Normal(random), _shifts);
        return new SimulatedStudent(battery, person, random) { Says = (instrument, item) => Say(instrument, item, random) }.Answers();
    }

    private string? Say(string instrument, Item item, Random random) => (instrument, item.Id) switch
    {
        ("plans", "goal") => One(Planted.Goals(grade, school.Settlement), random),
        ("plans", "talk") => One(Planted.Talk(grade), random),
        ("plans", "help") => random.NextDouble() < Planted.NoHelp ? Text(item.Options.Length - 1) : Text(random.Next(item.Options.Length - 1)),
        ("satisfaction", _) when item.Format is AnswerFormat.Likert likert => Text(likert.First + Successes(likert.Labels.Length - 1, municipality.Satisfaction, random)),
        _ => null,
    };

    private static string One(IReadOnlyList<double> shares, Random random)
    {
        double lot = random.NextDouble();
        int option = 0;
        while (option < shares.Count - 1 && (lot -= shares[option]) >= 0)
        {
            option++;
        }

        return Text(option);
    }

    /// <summary>Binomial with this mean.</summary>
    private static int Successes(int of, double mean, Random random) => Enumerable.Range(0, of).Count(_ => random.NextDouble() < mean / of);

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
