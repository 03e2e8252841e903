using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Sessions;

/// <summary>What a battery accepts as answers. Immutable, one per battery.</summary>
internal sealed class AnswerRules(Battery battery)
{
    public const int LongestValue = 64;

    private readonly ImmutableArray<Item> _items = [.. battery.Steps.SelectMany(step => step.Form.Items)];

    public Battery Battery => battery;

    public int ItemCount => _items.Length;

    public bool Accepts(AnswerEntry? answer) =>
        answer is { Value: { Length: <= LongestValue } value, AtMs: >= 0 } && answer.Item >= 0 && answer.Item < _items.Length
        && _items[answer.Item] is var item && item.Format.Accepts(item, value);

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
        _ => value,
    };
}
