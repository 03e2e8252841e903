using System.Text.RegularExpressions;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>
/// Thinks of every world: which kinds of things there are, and of which kind this one is. An option follows when it holds in every world in which all that
/// was said holds.
/// </summary>
internal static partial class StatementSolver
{
    private static readonly string[] Stems = ["син", "кругл", "больш", "гладк", "лёгк", "нов"];

    public static int[] Solve(Seen seen)
    {
        string[] told = [.. Sentence().Matches(seen.Text).Select(match => match.Value.Trim()).Where(sentence => !sentence.EndsWith('?'))];
        string[] used = [.. Stems.Where(stem => Words(seen.Text).Concat(seen.Options.SelectMany(option => Words(option.Text))).Any(word => Is(word, stem)))];
        // What is said of all or of none leaves kinds out; every choice of the others is a world to be tried.
        int[] kinds = [.. Enumerable.Range(0, 1 << used.Length).Where(kind => told.Where(IsOfAll).All(sentence => Holds(sentence, [kind], kind, used)))];
        (int[] World, int This)[] possible =
        [
            .. from choice in Enumerable.Range(1, (1 << kinds.Length) - 1)
               let world = kinds.Where((_, place) => (choice & (1 << place)) != 0).ToArray()
               from one in world
               where told.All(sentence => Holds(sentence, world, one, used))
               select (world, one),
        ];
        Assert.NotEmpty(possible);
        return seen.Where(option => possible.All(at => Holds(option.Text, at.World, at.This, used)));
    }

    private static bool IsOfAll(string sentence) => Words(sentence)[0] is "Все" or "Ни";

    private static bool Holds(string sentence, int[] kinds, int one, string[] used)
    {
        string[] words = Words(sentence);
        bool Has(int kind, string word) => (kind & (1 << Array.FindIndex(used, stem => Is(word, stem)))) != 0;
        return words switch
        {
            ["Все", var of, _, var are] => kinds.All(kind => !Has(kind, of) || Has(kind, are)),
            ["Не", "все", var of, _, var are] => kinds.Any(kind => Has(kind, of) && !Has(kind, are)),
            ["Ни", "одна", var of, _, "не", var are] => !kinds.Any(kind => Has(kind, of) && Has(kind, are)),
            ["Некоторые", var of, _, "не", var are] => kinds.Any(kind => Has(kind, of) && !Has(kind, are)),
            ["Эта", _, "не", var quality] => !Has(one, quality),
            ["Эта", _, var quality] => Has(one, quality),
            _ => throw new InvalidOperationException($"Not understood: {sentence}"),
        };
    }

    private static bool Is(string word, string stem) => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string sentence) => sentence.TrimEnd('.', '?').Split([' ', '.', '?'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"[^.?]+[.?]")]
    private static partial Regex Sentence();
}
