using System.Text.RegularExpressions;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Tries every order of the people named, and keeps those in which all comparisons hold.</summary>
internal static partial class OrderSolver
{
    private static readonly string[] Places = ["первом", "втором", "третьем", "четвёртом", "пятом", "шестом"];

    public static int[] Solve(Seen seen)
    {
        (string High, string Low)[] told =
        [
            .. Comparison().Matches(seen.Text).Select(match => (Who: match.Groups[1].Value, Word: match.Groups[2].Value, Of: Named(match.Groups[3].Value)))
                .Select(one => one.Word is "старше" or "выше" ? (one.Who, one.Of) : (one.Of, one.Who)),
        ];
        string[] people = [.. told.SelectMany(pair => new[] { pair.High, pair.Low }).Distinct()];
        int asked = Array.FindIndex(Places, place => seen.Text.Contains($"на {place} месте", StringComparison.Ordinal));
        bool fromTop = seen.Text.Contains("самого старшего", StringComparison.Ordinal) || seen.Text.Contains("самого высокого", StringComparison.Ordinal);
        string[][] orders =
        [
            .. Orders(people).Where(order => told.All(pair => Array.IndexOf(order, pair.High) < Array.IndexOf(order, pair.Low))),
        ];
        string[] answers = [.. orders.Select(order => order[fromTop ? asked : order.Length - 1 - asked]).Distinct()];
        return seen.Where(option => answers is [var one] && option.Text == one);
    }

    private static IEnumerable<string[]> Orders(string[] people) => people.Length <= 1
        ? [people]
        : people.SelectMany(first => Orders([.. people.Where(one => one != first)]).Select(rest => (string[])[first, .. rest]));

    /// <summary>Whose genitive it is: Егора is of Егор; Ани and Бори are of a name in я, Веры and Гриши of one in а.</summary>
    private static string Named(string genitive) => genitive switch
    {
        "Егора" => "Егор",
        "Гриши" or "Даши" or "Паши" => genitive[..^1] + "а",
        _ when genitive[^1] == 'ы' => genitive[..^1] + "а",
        _ => genitive[..^1] + "я",
    };

    [GeneratedRegex(@"(\p{Lu}\p{Ll}+) (старше|младше|выше|ниже) (\p{Lu}\p{Ll}+)\.")]
    private static partial Regex Comparison();
}
