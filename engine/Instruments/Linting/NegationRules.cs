using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Two negations that turn each other («нельзя не», «не без») in one clause. «Никогда не» is one negation in Russian and «не курить и не
/// пить» is two statements, so neither is found; nor is what a comma parts («нельзя сказать, что не»). A rated statement with «не» is
/// told as information, unless a clause about something else in it is negated: who disagrees with it negates twice.
/// </summary>
internal static class NegationRules
{
    private static readonly FrozenSet<string> Negations = FrozenSet.Create("не", "нет", "нельзя", "без");

    /// <summary>«Не только», «не менее» and the like deny nothing.</summary>
    private static readonly FrozenSet<string> Harmless =
        FrozenSet.Create("только", "менее", "более", "меньше", "больше", "раз", "столько", "просто");

    private static readonly FrozenSet<string> Joints = FrozenSet.Create("и", "или", "либо", "а", "но", "ни", "чем");

    private static readonly FrozenSet<string> Relatives =
        FrozenSet.Create("кто", "что", "чтобы", "где", "куда", "когда", "как", "если", "хотя", "пока", "почему", "чей");

    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        foreach ((string path, LocalText text) in InstrumentTexts.ForStudents(instrument))
        {
            if (MostInAClause(text.Russian) > 1)
            {
                yield return new(LintSeverity.Warning, "double-negation", path, $"Two negations in one clause turn each other.");
            }
        }

        ImmutableArray<Item> items = instrument.Forms["full"].Items;
        for (int index = 0; index < items.Length; index++)
        {
            if (items[index].Format is AnswerFormat.Likert && IsNegated(items[index].Text.Russian))
            {
                yield return new(
                    LintSeverity.Info,
                    "double-negation",
                    $"$.items[{index}].text",
                    $"Statement {items[index].Id} is negated: to disagree with it is to negate twice.");
            }
        }
    }

    /// <summary>Number of negations in the clause that has most.</summary>
    internal static int MostInAClause(string text) => RussianText.SentencesOf(text)
        .SelectMany(sentence => RussianText.ClausesOf(sentence)).Select(Most).DefaultIfEmpty().Max();

    /// <summary>Whether a statement itself denies; «задача, которую никто не решил» denies nothing about the reader.</summary>
    internal static bool IsNegated(string text) => RussianText.SentencesOf(text)
        .SelectMany(sentence => RussianText.ClausesOf(sentence)).Any(clause => !IsSubordinate(clause) && Most(clause) > 0);

    private static bool IsSubordinate(ImmutableArray<string> clause) =>
        Relatives.Contains(clause[0]) || clause.Take(2).Any(word => word.StartsWith("котор", StringComparison.Ordinal));

    private static int Most(ImmutableArray<string> clause)
    {
        int most = 0;
        int here = 0;
        for (int place = 0; place < clause.Length; place++)
        {
            string next = place + 1 < clause.Length ? clause[place + 1] : "";
            here = Joints.Contains(clause[place]) ? 0 : here + (Negations.Contains(clause[place]) && !Harmless.Contains(next) ? 1 : 0);
            most = Math.Max(most, here);
        }

        return most;
    }
}
