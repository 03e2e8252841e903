using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Russian;

/// <summary>
/// A Russian text with places for values: <c>{n}</c> is replaced, <c>{n:one|few|many}</c> takes the form that goes with the number,
/// <c>{n:0.0}</c> writes it in this format. Pure.
/// </summary>
internal static partial class RussianPhrase
{
    /// <param name="text">The text.</param>
    /// <param name="valueOf">The value of a name; a <see cref="long"/> is a number, an <see cref="int"/> a year or another label.</param>
    public static string Fill(string text, Func<string, object> valueOf) => Place().Replace(text, match =>
    {
        object value = valueOf(match.Groups["name"].Value);
        return match.Groups["form"] switch
        {
            { Success: false } => Written(value),
            { Value: var forms } when forms.Contains('|', StringComparison.Ordinal) => forms.Split('|')[FormOf(value)],
            { Value: var format } => value is IFormattable number ? RussianNumber.As(number, format) : Written(value),
        };
    });

    /// <summary>The names of the places of a text.</summary>
    public static IEnumerable<string> NamesIn(string text) => Place().Matches(text).Select(match => match.Groups["name"].Value);

    private static string Written(object value) => value switch
    {
        long number => RussianNumber.Whole(number),
        double or decimal => RussianNumber.As((IFormattable)value, null),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>«2,5 слова»: a number that is not whole takes the form of few, what is no number that of many.</summary>
    private static int FormOf(object value) => value switch
    {
        double or decimal when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number =>
            double.IsInteger(number) ? RussianNumber.PluralOf((long)number) : 1,
        long or int => RussianNumber.PluralOf(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => 2,
    };

    [GeneratedRegex(@"\{(?<name>[a-zA-Z0-9]+)(?::(?<form>[^}]*))?\}")]
    private static partial Regex Place();
}
