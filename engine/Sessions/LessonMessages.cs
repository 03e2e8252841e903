using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>What was said to a class or to one of its seats in the last minutes. In memory only. Immutable.</summary>
internal sealed class LessonMessages
{
    /// <summary>Whoever connects within so long hears it too.</summary>
    public const long KeepsMs = 5 * 60_000;

    /// <summary>Of many the newest are kept.</summary>
    public const int Most = 20;

    private readonly ImmutableArray<Said> _all;
    private readonly long _last;

    private LessonMessages(ImmutableArray<Said> all, long last) => (_all, _last) = (all, last);

    public static LessonMessages None { get; } = new([], 0);

    /// <summary>With one more.</summary>
    /// <param name="seat">Null: to all.</param>
    public LessonMessages With(int? seat, LessonMessage message, long nowMs)
    {
        // From the clock, so that numbers go on growing after a restart.
        long number = Math.Max(nowMs, _last + 1);
        return new LessonMessages([.. _all.Add(new Said(seat, nowMs, new ToldMessage(number, message))).TakeLast(Most)], number);
    }

    /// <summary>What a seat's page should have heard; null when there is nothing.</summary>
    public IReadOnlyList<ToldMessage>? For(int seat, long nowMs)
    {
        if (_all.IsEmpty)
        {
            return null;
        }

        ToldMessage[] heard = [.. _all.Where(said => (said.Seat ?? seat) == seat && nowMs - said.AtMs < KeepsMs).Select(said => said.Message)];
        return heard.Length == 0 ? null : heard;
    }

    private readonly record struct Said(int? Seat, long AtMs, ToldMessage Message);
}
