using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Engine.Reviews;

/// <summary>One finished session → the reasons to talk with its student first. Pure; the same protocol gives the same reasons on any machine.</summary>
internal static class NeedRules
{
    /// <summary>Of the rules below and of what groups count. Rows of another version are made again.</summary>
    public const string Version = "2";

    private const string Plans = "plans";
    private const string Decidedness = "decidedness";
    private const string High = "high";
    private const string Rose = ".up";
    private const string Fell = ".down";

    /// <summary>Of its range; below it the choice is not clear.</summary>
    private const double ClearFrom = 1.0 / 3;

    /// <summary>In every version of plans.</summary>
    private const int GoalUnknown = 7;

    /// <summary>Grades after which a way has to be chosen.</summary>
    private static readonly ImmutableArray<int> ChoosingGrades = [9, 11];

    /// <summary>Which tasks the study of a sphere rests on most; spheres without a pair have no gap.</summary>
    public static ImmutableArray<(string Sphere, string Tasks)> RestsOn { get; } =
        [("R", "spatial"), ("I", "numerical"), ("C", "numerical"), ("S", "verbal"), ("E", "verbal")];

    /// <summary>Which goal (position of its option, its name) leads away from which value.</summary>
    public static ImmutableArray<(int Goal, string Name, string Value)> Against { get; } =
        [(3, "workAndStudy", "balance"), (4, "work", "mastery"), (5, "service", "independence"), (5, "service", "balance")];

    /// <summary>How much a reason counts in the order of a queue.</summary>
    public static ImmutableDictionary<NeedReason, int> Weights { get; } = ImmutableDictionary.CreateRange<NeedReason, int>(
    [
        new(NeedReason.AskedForTalk, 100), new(NeedReason.ParentAsked, 90), new(NeedReason.Unreliable, 60), new(NeedReason.Undecided, 50),
        new(NeedReason.PlanAgainstValues, 30), new(NeedReason.Gap, 30), new(NeedReason.Flat, 20), new(NeedReason.Changed, 30),
    ]);

    public static ImmutableArray<Need> Of(int grade, Battery battery, Profile profile, PackedAnswers answers) =>
    [
        .. AskedForTalk(battery, answers), .. Unreliable(battery, answers), .. Undecided(grade, battery, profile, answers),
        .. PlanAgainstValues(battery, profile, answers), .. Gap(battery, profile), .. Flat(battery, profile),
    ];

    /// <summary>
    /// What an earlier year adds to the reasons of a session: spheres of interest that changed strongly (<see cref="CommonScale.IsStrong"/>), as "A.up" or "R.down".
    /// Nothing where one of the two protocols cannot be trusted: then the change is not one of interests.
    /// </summary>
    public static ImmutableArray<Need> Since(TakenAnswers earlier, TakenAnswers own)
    {
        if (InterestStep.Of(own.Battery) is not { } asked || IsInDoubt(own) || IsInDoubt(earlier) || CommonScores.Of(asked, own, earlier) is not { } common)
        {
            return [];
        }

        string[] moved = [.. common.Scales.Where(scale => scale.IsStrong).Select(scale => scale.Id + (scale.Change == CommonChange.Up ? Rose : Fell))];
        return moved.Length == 0 ? [] : [new Need(NeedReason.Changed, [.. moved])];
    }

    private static bool IsInDoubt(TakenAnswers taken) =>
        ProtocolCheck.RaisedIn(taken.Battery, taken.Answers) is { } flags && (flags.IsUnreliable || flags.RaisedKinds.Contains(QualityKind.Haste));

    private static IEnumerable<Need> AskedForTalk(Battery battery, PackedAnswers answers)
    {
        if (OwnPlan.Of(battery, answers) is { WantsTalk: true })
        {
            yield return new Need(NeedReason.AskedForTalk, []);
        }
    }

    private static IEnumerable<Need> Unreliable(Battery battery, PackedAnswers answers)
    {
        // Faster than anybody reads is enough to look, also where an instrument has no cut-offs for flags of a second kind.
        if (ProtocolCheck.RaisedIn(battery, answers) is { } flags && (flags.IsUnreliable || flags.RaisedKinds.Contains(QualityKind.Haste)))
        {
            yield return new Need(NeedReason.Unreliable, [.. flags.RaisedKinds.Select(kind => StoredText.Of(kind))]);
        }
    }

    private static IEnumerable<Need> Undecided(int grade, Battery battery, Profile profile, PackedAnswers answers)
    {
        if (!ChoosingGrades.Contains(grade))
        {
            yield break;
        }

        bool isUnclear = profile.Sections.FirstOrDefault(section => section.Instrument == Plans)?.Scales.FirstOrDefault(scale => scale.Id == Decidedness)
            is { Raw: { } raw } scale && (raw - scale.Min) / (scale.Max - scale.Min) < ClearFrom;
        bool hasNoGoal = OwnPlan.GoalOf(battery, answers) == GoalUnknown;
        if (isUnclear || hasNoGoal)
        {
            yield return new Need(NeedReason.Undecided, [.. isUnclear ? [Decidedness] : Array.Empty<string>(), .. hasNoGoal ? ["goal"] : Array.Empty<string>()]);
        }
    }

    private static IEnumerable<Need> PlanAgainstValues(Battery battery, Profile profile, PackedAnswers answers)
    {
        ProfileSection? values = profile.Sections.FirstOrDefault(section => section.TellsApart == true);
        int? goal = OwnPlan.GoalOf(battery, answers);
        (int Goal, string Name, string Value)[] against =
            [.. Against.Where(pair => pair.Goal == goal && values?.Tiers?.GetValueOrDefault(pair.Value) == High)];
        if (against.Length > 0)
        {
            yield return new Need(NeedReason.PlanAgainstValues, [against[0].Name, .. against.Select(pair => pair.Value)]);
        }
    }

    private static IEnumerable<Need> Gap(Battery battery, Profile profile)
    {
        if (Interests(battery, profile) is not { } interests || !interests.StandsOut())
        {
            yield break;
        }

        ImmutableHashSet<string> weaker = RelativeStrengths.Below(profile, battery);
        (string Sphere, string Tasks)[] gaps = [.. RestsOn.Where(pair => interests.LeadingTier.Contains(pair.Sphere) && weaker.Contains(pair.Tasks))];
        if (gaps.Length > 0)
        {
            yield return new Need(NeedReason.Gap, [.. gaps.SelectMany(pair => new[] { pair.Sphere, pair.Tasks })]);
        }
    }

    private static IEnumerable<Need> Flat(Battery battery, Profile profile)
    {
        if (Interests(battery, profile) is { Flat: true })
        {
            yield return new Need(NeedReason.Flat, []);
        }
    }

    private static ProfileSection? Interests(Battery battery, Profile profile) =>
        InterestStep.Of(battery) is { } asked ? profile.Sections.FirstOrDefault(section => section.Instrument == asked.Instrument.Id) : null;
}
