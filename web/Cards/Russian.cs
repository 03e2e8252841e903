using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Web.Cards;

/// <summary>Texts with a number in them, as the client's catalogue writes them: <c>{n}</c>, and <c>{n:one|few|many}</c> for its plural form.</summary>
internal static partial class Russian
{
    public static string Filled(string text, int number) => Places().Replace(text, place => place.Groups[1].Success
        ? place.Groups[1].Value.Split('|')[FormOf(number)]
        : number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Of whole numbers (CLDR, ru): 1, 21 → one; 2–4, 22–24 → few; the others many.</summary>
    private static int FormOf(int number) => (number % 10, number % 100) switch
    {
        (1, not 11) => 0,
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => 1,
        _ => 2,
    };

    [GeneratedRegex(@"\{n(?::([^}]*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
