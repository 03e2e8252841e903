using System.Globalization;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// The one text each answer has. Strict on purpose: what is stored is compared, hashed and exported letter for letter, so two spellings
/// of an answer must not exist and nothing else can pass.
/// </summary>
internal static class CanonicalAnswer
{
    internal const int Longest = 64;
    internal const byte Skipped = byte.MaxValue;

    /// <summary>Options of a best–worst set; its code is best · 4 + worst.</summary>
    internal const byte BestWorstOptions = 4;

    public static bool Is(AnswerFormat format, int options, string? value) => value switch
    {
        null or { Length: > Longest } => false,
        "" => true,
        _ => format switch
        {
            AnswerFormat.Likert likert =>
                TryCode(value, out int code) && code >= likert.First && code < likert.First + likert.Labels.Length,
            AnswerFormat.Pair => value is "0" or "1",
            AnswerFormat.BestWorst => ArePositions(value, '>', options, 2, 2, ascending: false),
            AnswerFormat.SingleChoice => TryCode(value, out int code) && code < options,
            AnswerFormat.MultipleChoice multiple =>
                ArePositions(value, '+', options, multiple.Least, multiple.Most, ascending: true) && MayBeTogether(value, multiple),
            AnswerFormat.Ranking => ArePositions(value, '>', options, options, options, ascending: false),
            AnswerFormat.NumberEntry number => IsNumber(value, number),
            AnswerFormat.Slider => TryCode(value, out int code) && code <= 10,
            _ => throw new InvalidOperationException($"Unknown format {format.GetType().Name}."),
        },
    };

    public static byte CodeOf(AnswerFormat format, string value)
    {
        if (format is AnswerFormat.BestWorst && Is(format, BestWorstOptions, value))
        {
            return value.Length == 0 ? Skipped : (byte)(((value[0] - '0') * BestWorstOptions) + (value[2] - '0'));
        }

        if (!format.HasCode)
        {
            throw new NotSupportedException($"An answer of format {format.GetType().Name} is no single code.");
        }

        // The number of options is the item's; Accepts has checked it, here only the text is read.
        if (!Is(format, Skipped, value))
        {
            throw new ArgumentException($"This is no canonical answer of format {format.GetType().Name}.", nameof(value));
        }

        return TryCode(value, out int code) ? (byte)code : Skipped;
    }

    /// <summary>Reads 0, or up to three ASCII digits without a leading zero.</summary>
    private static bool TryCode(ReadOnlySpan<char> text, out int code)
    {
        code = 0;
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0'))
        {
            return false;
        }

        foreach (char digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            code = (code * 10) + (digit - '0');
        }

        return true;
    }

    private static bool ArePositions(string value, char separator, int options, int least, int most, bool ascending)
    {
        HashSet<int> seen = [];
        int previous = -1;
        foreach (Range range in value.AsSpan().Split(separator))
        {
            if (!TryCode(value.AsSpan(range), out int position)
                || position >= options || !seen.Add(position) || (ascending && position < previous))
            {
                return false;
            }

            previous = position;
        }

        return seen.Count >= least && seen.Count <= most;
    }

    /// <summary>Whether no option of several is one that is chosen alone.</summary>
    private static bool MayBeTogether(string value, AnswerFormat.MultipleChoice format)
    {
        if (format.Exclusive.IsEmpty || !value.Contains('+', StringComparison.Ordinal))
        {
            return true;
        }

        foreach (Range range in value.AsSpan().Split('+'))
        {
            if (TryCode(value.AsSpan(range), out int position) && format.Exclusive.Contains(position))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(string value, AnswerFormat.NumberEntry format)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!value.All(c => char.IsAsciiDigit(c) || c is '-' or '.')
            || !decimal.TryParse(value, style, CultureInfo.InvariantCulture, out decimal number)
            || number < format.Min || number > format.Max || decimal.Round(number, format.Decimals) != number)
        {
            return false;
        }

        return value == Of(number);
    }

    /// <summary>The one text of a number: no -0, no trailing zeros, no bare point.</summary>
    public static string Of(decimal number) =>
        number == 0 ? "0" : (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
