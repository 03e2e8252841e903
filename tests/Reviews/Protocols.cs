using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Reviews;

/// <summary>Answers to the lesson of a grade, section by section; what is not said stays unanswered.</summary>
internal sealed class Protocols
{
    public static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());

    private readonly int _grade;
    private readonly string?[] _values;
    private readonly long?[] _times;

    public Protocols(int grade)
    {
        (_grade, Battery) = (grade, Batteries.For(grade)!);
        (_values, _times) = (new string?[Battery.ItemCount], new long?[Battery.ItemCount]);
    }

    public Battery Battery { get; }

    /// <summary>Highest on the first scales of the six, lower on the others.</summary>
    public Protocols Likes(params string[] spheres)
    {
        BatteryStep step = Step("riasec");
        foreach (ScaleKey scale in step.Form.Key.Scales)
        {
            foreach ((ItemKey item, int place) in scale.Items.Select((item, place) => (item, place)))
            {
                _values[step.FirstItem + item.Item] = spheres.Contains(scale.Id) ? "4" : place % 3 == 0 ? "1" : "0";
            }
        }

        return this;
    }

    /// <summary>One value to all items of interests, so many ms an item.</summary>
    public Protocols Presses(string value, long msAnItem)
    {
        BatteryStep step = Step("riasec");
        for (int at = 0; at < step.Form.Items.Length; at++)
        {
            (_values[step.FirstItem + at], _times[step.FirstItem + at]) = (value, at * msAnItem);
        }

        return this;
    }

    public Protocols Solves(string tasks, int right)
    {
        BatteryStep step = Step($"aptitude-{tasks}");
        foreach ((ItemKey.Options item, int place) in step.Form.Key.Scales[0].Items.Cast<ItemKey.Options>().Select((item, place) => (item, place)))
        {
            int solution = item.Points.IndexOf(item.Highest);
            _values[step.FirstItem + item.Item] = (place < right ? solution : solution == 0 ? 1 : 0).ToString(CultureInfo.InvariantCulture);
        }

        return this;
    }

    public Protocols Plans(string item, string value)
    {
        _values[PlaceOf("plans", item)] = value;
        return this;
    }

    /// <summary>Position of an item in the battery.</summary>
    public int PlaceOf(string instrument, string item) =>
        Step(instrument).FirstItem + Step(instrument).Form.Items.ToList().FindIndex(one => one.Id == item);

    /// <summary>The lowest or highest answer to every item of a scale of plans.</summary>
    public Protocols Rates(string scale, bool high)
    {
        BatteryStep step = Step("plans");
        foreach (ItemKey item in step.Form.Key.Scales.Single(one => one.Id == scale).Items)
        {
            AnswerFormat.Likert likert = Assert.IsType<AnswerFormat.Likert>(step.Form.Items[item.Item].Format);
            bool isLast = high != item is ItemKey.Rating { Reversed: true };
            _values[step.FirstItem + item.Item] = (likert.First + (isLast ? likert.Labels.Length - 1 : 0)).ToString(CultureInfo.InvariantCulture);
        }

        return this;
    }

    /// <summary>What a student's client sends of it: every answer four seconds after the one before, unless it has a time.</summary>
    public (int Item, string Value, long AtMs)[] Entries =>
        [.. Enumerable.Range(0, _values.Length).Where(item => _values[item] is not null).Select((item, place) => (item, _values[item]!, _times[item] ?? place * 4_000L))];

    public IReadOnlyList<Need> Needs(Func<Profile, Profile>? change = null)
    {
        Profile profile = ProfileMaker.Make(Battery, _values);
        return NeedRules.Of(_grade, Battery, change is null ? profile : change(profile), new PackedAnswers(_values, _times));
    }

    public TakenAnswers Taken => new(Battery, new PackedAnswers(_values, _times));

    public GroupFacts GroupFacts(Func<Profile, Profile>? change = null)
    {
        Profile profile = ProfileMaker.Make(Battery, _values);
        return Engine.Groups.GroupFacts.Of(Battery, change is null ? profile : change(profile), new PackedAnswers(_values, _times));
    }

    private BatteryStep Step(string instrument) => Battery.Steps.Single(step => step.Instrument.Id == instrument);
}
