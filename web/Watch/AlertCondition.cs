using System.Globalization;

namespace Diagnostics.Web.Watch;

/// <summary>A condition in words of its own: <c>queueShare > 0.5 for 30s</c>. It is met when it has held that long without a break.</summary>
/// <param name="Figure">One of <see cref="AlertFigures"/>.</param>
/// <param name="IsAbove">Holds above the limit; otherwise below it.</param>
/// <param name="Limit">Exclusive.</param>
/// <param name="For">Zero: at once.</param>
internal sealed record AlertCondition(string Figure, bool IsAbove, double Limit, TimeSpan For)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>What is not measured does not hold.</summary>
    public bool Holds(double? value) => value is { } known && (IsAbove ? known > Limit : known < Limit);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Figure} {(IsAbove ? '>' : '<')} {Limit}{(For > TimeSpan.Zero ? $" for {For.TotalSeconds}s" : "")}");

    /// <exception cref="FormatException">It is no condition; the message says why.</exception>
    public static AlertCondition Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (3 or 5) || (words.Length == 5 && words[3] != "for"))
        {
            throw new FormatException($"\"{text}\" is no condition like \"queueShare > 0.5 for 30s\".");
        }

        if (!AlertFigures.All.Contains(words[0]))
        {
            throw new FormatException($"\"{words[0]}\" is no figure; there are {string.Join(", ", AlertFigures.All)}.");
        }

        if (words[1] is not (">" or "<"))
        {
            throw new FormatException($"\"{words[1]}\" is neither > nor <.");
        }

        if (!double.TryParse(words[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double limit) || !double.IsFinite(limit))
        {
            throw new FormatException($"\"{words[2]}\" is no number; decimals have a point.");
        }

        return new AlertCondition(words[0], words[1] == ">", limit, words.Length == 5 ? TimeOf(words[4]) : TimeSpan.Zero);
    }

    private static TimeSpan TimeOf(string text)
    {
        int seconds = text.Length > 0 && text[^1] == 's' ? 1 : text.Length > 0 && text[^1] == 'm' ? 60 : 0;
        return seconds > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= Longest.TotalSeconds / seconds
            ? TimeSpan.FromSeconds((double)number * seconds)
            : throw new FormatException($"\"{text}\" is no time like 30s or 5m, at most a day.");
    }
}
