using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Indicators;

/// <summary>The indicators as one battery answers them: where each item stands is found once. Adding is for one thread.</summary>
internal sealed class BoundIndicators
{
    private readonly ImmutableArray<(Indicator Indicator, Action<SessionFacts, Sample[]> Count)> _counts;

    public BoundIndicators(IndicatorLibrary library, Battery battery) => _counts =
    [
        .. from one in library.All.Select((indicator, place) => (Indicator: indicator, First: library.FirstOf(place)))
           let count = Bind(one.Indicator, one.First, battery)
           where count is not null
           select (one.Indicator, count),
    ];

    /// <summary>Adds a finished session to a row of samples, [members of all indicators]. How far it came is counted apart, with those who did not finish.</summary>
    public void Add(SessionFacts facts, int grade, Sample[] row)
    {
        foreach ((Indicator indicator, Action<SessionFacts, Sample[]> count) in _counts)
        {
            if (indicator.IsOf(grade))
            {
                count(facts, row);
            }
        }
    }

    private static Action<SessionFacts, Sample[]>? Bind(Indicator one, int first, Battery battery) => one.Source switch
    {
        IndicatorSource.Course => null,
        IndicatorSource.Leading => InterestStep.Of(battery) is { } asked ? (facts, row) => CountLeading(one, first, asked, facts, row) : null,
        IndicatorSource.NearSectors near => InterestStep.Of(battery) is { } asked ? (facts, row) => CountSectors(one, near, first, asked, facts, row) : null,
        IndicatorSource.UpperTier => (facts, row) => CountTiers(one, first, facts, row),
        IndicatorSource.Chosen chosen => AnswerTo(battery, chosen.Instrument, chosen.Item) is { } read ? (facts, row) => CountChosen(one, first, read(facts), row) : null,
        IndicatorSource.Points points => BindPoints(points, first, battery),
        IndicatorSource.Reason reason => (facts, row) => CountReason(first, reason.Need, battery, facts, row),
        IndicatorSource.ParentsAnswered => (facts, row) => Count(ref row[first], facts.Parent is not null),
        _ => throw new InvalidOperationException($"Unknown source {one.Source}."),
    };

    /// <summary>The canonical answer to an item: of the student where the battery asks it, of a parent where parents are asked; null where nobody is.</summary>
    private static Func<SessionFacts, string>? AnswerTo(Battery battery, string instrument, string item)
    {
        if (battery.Steps.FirstOrDefault(step => step.Instrument.Id == instrument) is not { } asked)
        {
            return facts => facts.Parent?.Instrument == instrument ? facts.Parent.To(item) : "";
        }

        int place = asked.Form.Items.Select(one => one.Id).ToList().IndexOf(item);
        return place < 0 ? null : facts => facts.Answers.Values[asked.FirstItem + place] ?? "";
    }

    private static Action<SessionFacts, Sample[]>? BindPoints(IndicatorSource.Points points, int first, Battery battery)
    {
        ImmutableArray<Func<SessionFacts, string>?> items = [.. points.Items.Select(item => AnswerTo(battery, points.Instrument, item))];
        return items.Contains(null) ? null : (facts, row) => CountPoints(items!, points.Lowest, first, facts, row);
    }

    private static void Count(ref Sample sample, bool holds) => sample = sample.With(holds ? 1 : 0);

    private static void CountLeading(Indicator one, int first, BatteryStep asked, SessionFacts facts, Sample[] row)
    {
        if (!facts.IsComparable || Interests(asked, facts) is not { } section)
        {
            return;
        }

        bool standsOut = section.StandsOut();
        for (int member = 0; member < one.Members.Length; member++)
        {
            Count(ref row[first + member], standsOut && section.LeadingTier.Contains(one.Members[member].Id));
        }
    }

    /// <summary>The members are the sectors in the order of the fits.</summary>
    private static void CountSectors(Indicator one, IndicatorSource.NearSectors near, int first, BatteryStep asked, SessionFacts facts, Sample[] row)
    {
        if (!facts.IsComparable || Interests(asked, facts) is not { } section)
        {
            return;
        }

        ImmutableArray<int> nearest = section.StandsOut() ? near.Fits.Nearest([.. section.Scales.Select(scale => scale.Raw!.Value)], near.Most, near.Least) : [];
        for (int member = 0; member < one.Members.Length; member++)
        {
            Count(ref row[first + member], nearest.Contains(member));
        }
    }

    private static void CountTiers(Indicator one, int first, SessionFacts facts, Sample[] row)
    {
        if (!facts.IsComparable || TiersOf(facts) is not { } tiers)
        {
            return;
        }

        for (int member = 0; member < one.Members.Length; member++)
        {
            if (tiers.TryGetValue(one.Members[member].Id, out string? tier))
            {
                Count(ref row[first + member], tier == "high");
            }
        }
    }

    private static void CountChosen(Indicator one, int first, string given, Sample[] row)
    {
        if (given.Length == 0)
        {
            return;
        }

        string[] chosen = given.Split('+');
        for (int member = 0; member < one.Members.Length; member++)
        {
            Count(ref row[first + member], chosen.Contains(one.Members[member].Id, StringComparer.Ordinal));
        }
    }

    private static void CountPoints(ImmutableArray<Func<SessionFacts, string>> items, int lowest, int first, SessionFacts facts, Sample[] row)
    {
        int points = 0;
        foreach (Func<SessionFacts, string> read in items)
        {
            if (read(facts) is not { Length: > 0 } given)
            {
                return;
            }

            points += int.Parse(given, CultureInfo.InvariantCulture) - lowest;
        }

        row[first] = row[first].With(points);
    }

    private static void CountReason(int first, NeedReason reason, Battery battery, SessionFacts facts, Sample[] row)
    {
        if (CouldHave(reason, battery, facts))
        {
            Count(ref row[first], facts.Reasons.HasFlag(reason));
        }
    }

    /// <summary>Whether the answers say enough for the rule to speak either way.</summary>
    private static bool CouldHave(NeedReason reason, Battery battery, SessionFacts facts)
    {
        bool hasGoal = OwnPlan.GoalOf(battery, facts.Answers) is not null;
        ProfileSection? interests = facts.IsComparable && InterestStep.Of(battery) is { } asked ? Interests(asked, facts) : null;
        return reason switch
        {
            NeedReason.Undecided => hasGoal,
            NeedReason.PlanAgainstValues => hasGoal && facts.IsComparable && TiersOf(facts) is not null,
            NeedReason.Flat => interests is not null,
            NeedReason.Gap => interests is not null && battery.Steps.Any(step => step.Instrument.Scales.Any(scale => scale.Kind == ScaleKind.Criterion)),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No indicator counts this reason."),
        };
    }

    private static ProfileSection? Interests(BatteryStep asked, SessionFacts facts) =>
        facts.Profile.Sections.FirstOrDefault(section => section.Instrument == asked.Instrument.Id && section.Scales.All(scale => scale.Raw is not null));

    private static IReadOnlyDictionary<string, string>? TiersOf(SessionFacts facts) => facts.Profile.Sections.FirstOrDefault(section => section.TellsApart == true)?.Tiers;
}
