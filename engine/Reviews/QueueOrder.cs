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

    private QueueOrder(IReadOnlyCollection<QueueEntry> entries)
    {
        _rates = entries.GroupBy(entry => entry.ClassId).ToDictionary(room => room.Key, room => RatesOf([.. room]), StringComparer.Ordinal);
        Sorted =
        [
            .. entries.GroupBy(entry => entry.Child, StringComparer.Ordinal).Select(ChildOf)
                .OrderByDescending(child => WeightOf(child.Sessions))
                .ThenBy(child => child.Lead.ClassId, StringComparer.Ordinal).ThenBy(child => child.Lead.Seat),
        ];
    }

    /// <summary>Most needed first; alike ones by class and seat, so that the order stays from one reading to the next.</summary>
    public IReadOnlyList<QueueChild> Sorted { get; }

    public static QueueOrder Of(IReadOnlyCollection<QueueEntry> entries) => new(entries);

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

    /// <summary>The session that speaks most for a talk leads, of alike ones the newest.</summary>
    private QueueChild ChildOf(IEnumerable<QueueEntry> sessions) => new(
        [
            .. sessions.OrderByDescending(entry => WeightOf([entry])).ThenByDescending(entry => entry.FinishedAtMs)
                .ThenBy(entry => entry.ClassId, StringComparer.Ordinal).ThenBy(entry => entry.Seat),
        ]);

    /// <summary>A reason counts once, however many sessions of the student have it, if it tells somebody apart in one of their classes.</summary>
    private int WeightOf(ImmutableArray<QueueEntry> sessions) => NeedRules.Weights
        .Where(weight => sessions.Any(entry => entry.Reasons.HasFlag(weight.Key) && !IsUseless(entry.ClassId, weight.Key))).Sum(weight => weight.Value);

    private bool IsUseless(string classId, NeedReason reason)
    {
        foreach (FlagRate rate in _rates[classId])
        {
            if (rate.Reason == reason)
            {
                return rate.IsUseless;
            }
        }

        return false;
    }
}

/// <summary>How often a reason fires in a class.</summary>
/// <param name="Fired">Sessions with it.</param>
/// <param name="Of">All finished ones of the class.</param>
public sealed record FlagRate(NeedReason Reason, int Fired, int Of)
{
    /// <summary>It fires on a third or more: it tells nobody apart here.</summary>
    public bool IsUseless { get; init; }
}
