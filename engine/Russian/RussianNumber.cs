using System.Globalization;

namespace Diagnostics.Engine.Russian;

/// <summary>Numbers as a Russian text writes them: a decimal comma, no-break spaces, the form of a noun that goes with them. Pure.</summary>
internal static class RussianNumber
{
    private const char Space = '\u00a0';

    private static readonly NumberFormatInfo Form = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = Space.ToString(), NaNSymbol = "не определена" };

    public static string Whole(long number) => number.ToString("#,0", Form);

    /// <summary>To a tenth of a percent, as figures are told.</summary>
    public static string Percent(double share) => $"{Tenth(share)}{Space}%";

    public static string Interval(double low, double high) => $"{Tenth(low)}–{Tenth(high)}{Space}%";

    /// <summary>In a .NET number format; null for as many digits as the number has.</summary>
    public static string As(IFormattable number, string? format) => number.ToString(format, Form);

    /// <summary>Which of «ученик | ученика | учеников» goes with a number.</summary>
    public static int PluralOf(long number)
    {
        long last = Math.Abs(number) % 10, two = Math.Abs(number) % 100;
        return last == 1 && two != 11 ? 0 : last is >= 2 and <= 4 && two is < 12 or > 14 ? 1 : 2;
    }

    private static string Tenth(double share) => Math.Round(100 * share, 1, MidpointRounding.AwayFromZero).ToString("0.0", Form);
}
