using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// The order of a queue from bits alone: whoever needs a talk most comes first. A reason that fires on a third of a class or more tells nobody apart there and
/// counts for nothing in that class. Pure.
/// </summary>
internal sealed class QueueOrder
{
    /// <summary>A smaller class is none to judge a reason by.</summary>
    public const int LeastToJudge = 6;

    private const int UselessShareOf = 3;

    private readonly Dictionary<string, ImmutableArray<FlagRate>> _rates;

    private QueueOrder(IReadOnlyList<QueueEntry> sorted, Dictionary<string, ImmutableArray<FlagRate>> rates) => (Sorted, _rates) = (sorted, rates);

    /// <summary>Most needed first; alike ones by class and seat, so that the order stays from one reading to the next.</summary>
    public IReadOnlyList<QueueEntry> Sorted { get; }

    public static QueueOrder Of(IReadOnlyCollection<QueueEntry> entries)
    {
        var rates = entries.GroupBy(entry => entry.ClassId).ToDictionary(room => room.Key, room => RatesOf([.. room]), StringComparer.Ordinal);
        return new QueueOrder(
            [
                .. entries.OrderByDescending(entry => WeightOf(entry, rates[entry.ClassId]))
                    .ThenBy(entry => entry.ClassId, StringComparer.Ordinal).ThenBy(entry => entry.Seat),
            ],
            rates);
    }

    /// <summary>How often each reason fires in a class.</summary>
    public ImmutableArray<FlagRate> RatesOf(string classId) => _rates.GetValueOrDefault(classId, []);

    private static ImmutableArray<FlagRate> RatesOf(IReadOnlyCollection<QueueEntry> room) =>
    [
        .. NeedRules.Weights.Keys.Order().Select(reason => new FlagRate(reason, room.Count(entry => entry.Reasons.HasFlag(reason)), room.Count)
        {
            IsUseless = room.Count >= LeastToJudge && IsJudged(reason) && UselessShareOf * room.Count(entry => entry.Reasons.HasFlag(reason)) >= room.Count,
        }),
    ];

    /// <summary>Whoever asks for a talk asks, however many do.</summary>
    private static bool IsJudged(NeedReason reason) => reason is not (NeedReason.AskedForTalk or NeedReason.ParentAsked);

    private static int WeightOf(QueueEntry entry, ImmutableArray<FlagRate> rates) =>
        rates.Where(rate => !rate.IsUseless && entry.Reasons.HasFlag(rate.Reason)).Sum(rate => NeedRules.Weights[rate.Reason]);
}

/// <summary>How often a reason fires in a class.</summary>
/// <param name="Fired">Sessions with it.</param>
/// <param name="Of">All finished ones of the class.</param>
public sealed record FlagRate(NeedReason Reason, int Fired, int Of)
{
    /// <summary>It fires on a third or more: it tells nobody apart here.</summary>
    public bool IsUseless { get; init; }
}
