using System.Diagnostics.Metrics;

namespace Diagnostics.Web.Watch;

/// <summary>One instrument with what it has measured so far, apart for each set of tags. Thread-safe; taking in neither allocates nor locks once a set of tags is known.</summary>
internal sealed class Figure
{
    private readonly Lock _gate = new();
    private readonly string? _left;
    private volatile FigurePart[] _parts = [];

    /// <param name="instrument">Whose figure it is.</param>
    /// <param name="left">A tag that is not looked at, or null.</param>
    public Figure(Instrument instrument, string? left)
    {
        Instrument = instrument;
        _left = left;
        Type open = instrument.GetType() is { IsGenericType: true } made ? made.GetGenericTypeDefinition() : typeof(object);
        Kind = open == typeof(Histogram<>) ? FigureKind.Spread
            // The runtime calls these two counters, and they fall as well.
            : instrument.Name is FigureBook.Names.Threads or FigureBook.Names.ThreadsWaiting ? FigureKind.State
            : open == typeof(Counter<>) || open == typeof(ObservableCounter<>) ? FigureKind.Sum
            : FigureKind.State;
    }

    public Instrument Instrument { get; }

    public FigureKind Kind { get; }

    public IReadOnlyList<FigurePart> Parts => _parts;

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        FigurePart part = Find(tags) ?? Add(tags);
        if (part.Spread is { } spread)
        {
            spread.Add(value);
        }
        else if (Instrument.IsObservable)
        {
            part.Set(value);
        }
        else
        {
            part.Add(value);
        }
    }

    private FigurePart? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (FigurePart part in _parts)
        {
            if (part.Is(tags, _left))
            {
                return part;
            }
        }

        return null;
    }

    private FigurePart Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (Find(tags) is { } made)
            {
                return made;
            }

            List<KeyValuePair<string, object?>> kept = [];
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key != _left)
                {
                    kept.Add(tag);
                }
            }

            FigurePart part = new([.. kept], Kind == FigureKind.Spread ? new Spread() : null);
            _parts = [.. _parts, part];
            return part;
        }
    }
}

internal enum FigureKind
{
    /// <summary>Grows only.</summary>
    Sum,

    /// <summary>What it is now.</summary>
    State,
    Spread,
}

/// <summary>What an instrument measured with one set of tags.</summary>
internal sealed class FigurePart(KeyValuePair<string, object?>[] tags, Spread? spread)
{
    private double _value;

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    public Spread? Spread => spread;

    public double Value => Volatile.Read(ref _value);

    public void Set(double value) => Volatile.Write(ref _value, value);

    public void Add(double value)
    {
        for (double before = Volatile.Read(ref _value); ;)
        {
            double seen = Interlocked.CompareExchange(ref _value, before + value, before);
            if (seen.Equals(before))
            {
                return;
            }

            before = seen;
        }
    }

    public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> others, string? left)
    {
        int met = 0;
        foreach (KeyValuePair<string, object?> other in others)
        {
            if (other.Key == left)
            {
                continue;
            }

            if (met == tags.Length || tags[met].Key != other.Key || !Equals(tags[met].Value, other.Value))
            {
                return false;
            }

            met++;
        }

        return met == tags.Length;
    }
}
