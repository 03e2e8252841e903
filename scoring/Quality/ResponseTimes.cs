namespace Diagnostics.Scoring.Quality;

/// <summary>How long a person took for an item.</summary>
/// <param name="MedianSeconds">Median over the timed items, in seconds; NaN = no item was timed.</param>
/// <param name="ShareHasty">Share of the timed items answered in less than the limit, 0..1; NaN = no item was timed.</param>
public readonly record struct ResponseTimes(double MedianSeconds, double ShareHasty)
{
    /// <summary>Marks an item whose time is not known; any negative number does.</summary>
    public const int Missing = -1;

    /// <summary>Under a second an activity cannot be read: a slow reader needs longer, a quick one about that.</summary>
    public const int HastyMilliseconds = 1000;

    /// <summary>No item was timed.</summary>
    public static ResponseTimes NotAvailable => new(double.NaN, double.NaN);

    /// <summary>Measures one respondent.</summary>
    /// <param name="milliseconds">Time for each item; negative = not known; empty when nothing was timed.</param>
    /// <param name="limit">Times below this are hasty, in milliseconds, above 0.</param>
    /// <returns>The median (with an even number of items the mean of the middle two) and the hasty share.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public static ResponseTimes Of(ReadOnlySpan<int> milliseconds, int limit = HastyMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        Span<int> timed = milliseconds.Length <= 512 ? stackalloc int[milliseconds.Length] : new int[milliseconds.Length];
        int count = 0;
        int hasty = 0;
        foreach (int time in milliseconds)
        {
            if (time >= 0)
            {
                timed[count++] = time;
                hasty += time < limit ? 1 : 0;
            }
        }

        if (count == 0)
        {
            return NotAvailable;
        }

        timed = timed[..count];
        timed.Sort();
        double median = ((double)timed[(count - 1) / 2] + timed[count / 2]) / 2;
        return new ResponseTimes(median / 1000, (double)hasty / count);
    }
}
