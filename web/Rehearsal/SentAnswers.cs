using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Rehearsal;

/// <summary>A virtual student's own log: what was answered, what was acknowledged, and at the end what the server's store makes of it.</summary>
internal sealed class SentAnswers
{
    /// <summary>As many as one put may carry.</summary>
    private const int MostInBatch = 50;

    /// <summary>As many as one session may have.</summary>
    public const int MostNumbers = 20_000;

    private readonly List<Sent> _sent = [];
    private readonly HashSet<int> _items = [];
    private readonly Queue<(double At, int Items)> _lately = new();
    private int _itemsBefore;

    public int Count => _sent.Count;

    /// <summary>Highest number that was acknowledged.</summary>
    public int Acknowledged { get; private set; }

    public void Add(AnswerEntry answer, double due, bool counted) => _sent.Add(new Sent(answer, due, counted));

    /// <summary>The next batch.</summary>
    public PutRequest Batch(long epoch) =>
        new(epoch, Acknowledged + 1, [.. _sent.Skip(Acknowledged).Take(MostInBatch).Select(sent => sent.Answer)]);

    /// <summary>Everything up to the number is safe. Returns the instants at which what is newly safe was due.</summary>
    public IReadOnlyList<double> Acknowledge(long number, double now)
    {
        if (number <= Acknowledged)
        {
            return [];
        }

        Sent[] fresh = [.. _sent.Skip(Acknowledged).Take((int)number - Acknowledged)];
        Acknowledged = Math.Min((int)number, _sent.Count);
        foreach (Sent sent in fresh.Where(sent => sent.Counted))
        {
            _items.Add(sent.Answer.Item);
        }

        lock (_lately)
        {
            _lately.Enqueue((now, _items.Count));
        }

        return [.. fresh.Select(sent => sent.Due)];
    }

    /// <summary>How many items a board must show that is allowed to be this old.</summary>
    public int ItemsAt(double instant)
    {
        lock (_lately)
        {
            while (_lately.TryPeek(out (double At, int Items) first) && first.At <= instant)
            {
                _itemsBefore = first.Items;
                _lately.Dequeue();
            }

            return _itemsBefore;
        }
    }

    /// <summary>Goes on at another device, which has only what the server has. Returns how many answers stay behind.</summary>
    public int LeaveBehind()
    {
        int behind = _sent.Count - Acknowledged;
        _sent.RemoveRange(Acknowledged, behind);
        return behind;
    }

    /// <summary>Whether what the server tells a new device contradicts what it acknowledged.</summary>
    public bool Contradicts(IReadOnlyList<AnswerEntry> told)
    {
        var last = _sent.Take(Acknowledged).GroupBy(sent => sent.Answer.Item).ToDictionary(item => item.Key, item => item.Last().Answer.Value);
        var known = told.ToDictionary(answer => answer.Item, answer => answer.Value);
        return last.Any(pair => known.GetValueOrDefault(pair.Key) != pair.Value);
    }

    /// <summary>Compares with what the store holds: number → item and value, as often as it stands there.</summary>
    public StoreComparison Compare(ILookup<long, (int Item, string Value)> stored)
    {
        long lost = 0;
        for (int number = 1; number <= Acknowledged; number++)
        {
            AnswerEntry answer = _sent[number - 1].Answer;
            lost += stored[number].Any(one => one == (answer.Item, answer.Value)) ? 0 : 1;
        }

        return new StoreComparison(Acknowledged, lost, stored.Sum(number => number.Count() - 1));
    }

    private sealed record Sent(AnswerEntry Answer, double Due, bool Counted);
}

/// <param name="Acknowledged">Answers the server had acknowledged.</param>
/// <param name="Lost">Those of them the store does not hold as they were sent.</param>
/// <param name="Doubled">Rows that stand there a second time.</param>
internal sealed record StoreComparison(long Acknowledged, long Lost, long Doubled)
{
    public StoreComparison Add(StoreComparison other) =>
        new(Acknowledged + other.Acknowledged, Lost + other.Lost, Doubled + other.Doubled);
}
