using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Sessions;

/// <summary>What a battery accepts as entries of a session's log: answers, and starts of its limited steps. Immutable, one per battery.</summary>
/// <param name="sectionGrace">How much later than its limit an answer of a section may arrive.</param>
internal sealed class AnswerRules(Battery battery, TimeSpan sectionGrace)
{
    public const int LongestValue = 64;

    /// <summary>The value of the entry that says that a limited step was begun.</summary>
    public const string Start = "start";

    private readonly ImmutableArray<Item> _items = [.. battery.Steps.SelectMany(step => step.Form.Items)];

    public Battery Battery => battery;

    private readonly ImmutableArray<int> _steps =
        [.. battery.Steps.SelectMany((step, index) => Enumerable.Repeat(index, step.Form.Items.Length))];

    public int ItemCount => _items.Length;

    /// <summary>Items of the steps that everyone takes; of a section whose tasks are chosen by the answers as many as it gives at most.</summary>
    public int CountedItems { get; } = battery.Steps.Where(step => !step.Optional).Sum(step => step.Length);

    /// <summary>Whether tasks of some step are chosen by the answers.</summary>
    public bool HasAdaptive { get; } = battery.Steps.Any(step => step.Adaptive is not null);

    /// <summary>Whether an entry is an answer to an item that everyone takes.</summary>
    public bool IsCounted(int item) => !IsStart(item) && !battery.Steps[_steps[item]].Optional;

    /// <summary>Items, and behind them one place for the start of each step.</summary>
    public int EntryCount => _items.Length + battery.Steps.Length;

    public long SectionGraceMs { get; } = (long)sectionGrace.TotalMilliseconds;

    public bool Accepts(AnswerEntry? answer) =>
        answer is { Value: { Length: <= LongestValue } value, AtMs: >= 0, Item: >= 0 } && answer.Item < EntryCount
        && (IsStart(answer.Item)
            ? value == Start && LimitMs(StepOf(answer.Item)) is not null
            : _items[answer.Item] is var item && item.Format.Accepts(item, value));

    public bool IsStart(int item) => item >= _items.Length;

    /// <summary>Index of the step an entry belongs to.</summary>
    public int StepOf(int item) => IsStart(item) ? item - _items.Length : _steps[item];

    /// <summary>The time limit of a step, or null.</summary>
    public long? LimitMs(int step) => battery.Steps[step].Seconds * 1_000L;

    /// <summary>Most answers are one digit: one string for all of them keeps a session small.</summary>
    public static string Canonical(string value) => value switch
    {
        "" => "",
        "0" => "0",
        "1" => "1",
        "2" => "2",
        "3" => "3",
        "4" => "4",
        "5" => "5",
        "6" => "6",
        Start => Start,
        _ => value,
    };
}
