using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Words that make the reader a boy or a girl: «я сделал», «ты готова», «Скорее согласен», «решать самому», «сделал(а)». A clause is
/// judged by the words around «я» and «ты»; where there is no pronoun, a clause that begins with such a word is the reader's own voice,
/// except in tasks with a right answer («Прошла неделя»). What stands in quotation marks is somebody else's speech.
/// </summary>
internal static partial class GenderRules
{
    /// <summary>Words that may stand before the first word that matters.</summary>
    private static readonly FrozenSet<string> Leading = FrozenSet.Create(
        "не", "очень", "всегда", "часто", "чаще", "иногда", "никогда", "обычно", "редко", "уже", "давно", "раньше", "еще", "и", "а", "но",
        "если", "когда", "что", "чтобы", "как", "пока", "хотя", "вполне", "совсем", "почти", "скорее", "полностью", "точно", "бы", "был",
        "была", "буду", "вообще", "совершенно", "абсолютно", "в", "целом", "да", "нет", "сейчас");

    /// <summary>Past tenses that are usually followed by what they speak of («Понравился урок»), not by the reader.</summary>
    private static readonly FrozenSet<string> OfAThing = FrozenSet.Create(
        "был", "была", "нравился", "нравилась", "понравился", "понравилась", "получился", "получилась", "случился", "случилась",
        "запомнился", "запомнилась", "удался", "удалась", "остался", "осталась", "появился", "появилась", "прошел", "прошла");

    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        FrozenSet<int> tasks = RightAnswer.Of(instrument.Forms["full"]).Select(answer => answer.Item).ToFrozenSet();
        foreach ((string path, LocalText text) in InstrumentTexts.ForStudents(instrument))
        {
            bool isTask = Place().Match(path) is { Success: true } place
                && tasks.Contains(int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            string[] found = [.. FormsIn(text.Russian, !isTask && path != "$.instruction").Distinct()];
            if (found.Length > 0)
            {
                yield return new(
                    LintSeverity.Error, "gendered-form", path, $"These words make the reader a boy or a girl: {string.Join(", ", found)}.");
            }
        }
    }

    /// <param name="text">A Russian text.</param>
    /// <param name="readersVoice">Whether a statement without a subject is the reader's own, as in answers and statements.</param>
    internal static IEnumerable<string> FormsIn(string text, bool readersVoice)
    {
        string own = Speech().Replace(text, ", ");
        return BothForms().Matches(own).Select(match => match.Value.ToLowerInvariant()).Concat(RussianText.SentencesOf(own)
            .SelectMany(sentence => RussianText.ClausesOf(sentence)
                .SelectMany((clause, number) => InClause(clause, number == 0, readersVoice))));
    }

    private static IEnumerable<string> InClause(ImmutableArray<string> clause, bool isFirst, bool readersVoice)
    {
        int pronoun = Math.Max(clause.IndexOf("я"), clause.IndexOf("ты"));
        for (int place = 0; place < clause.Length; place++)
        {
            bool isGendered = pronoun >= 0
                ? BesidePronoun(clause, place, pronoun)
                : readersVoice && Opening(clause, place, isFirst);
            if (isGendered || Alone(clause, place))
            {
                yield return clause[place];
            }
        }
    }

    /// <summary>After the pronoun anywhere in its clause, before it at most two words away («Готов ли ты», «Хотела бы ты»).</summary>
    private static bool BesidePronoun(ImmutableArray<string> clause, int place, int pronoun) =>
        (place > pronoun || pronoun - place <= 2)
        && (GenderedWords.IsShortAdjective(clause[place], besidePronoun: true)
            || GenderedWords.IsPast(clause[place], Before(clause, place))
            || (place == pronoun + 1 && clause[place] is "один" or "одна"));

    private static bool Opening(ImmutableArray<string> clause, int place, bool isFirst) =>
        clause.Take(place).All(Leading.Contains)
        && (GenderedWords.IsShortAdjective(clause[place], besidePronoun: false)
            || (isFirst && !OfAThing.Contains(clause[place]) && GenderedWords.IsPast(clause[place], Before(clause, place))));

    /// <summary>«Решать сам», «сама выбирать», «работать одному»; «сам процесс» and «самой интересной» are none of these.</summary>
    private static bool Alone(ImmutableArray<string> clause, int place)
    {
        bool isLast = place == clause.Length - 1;
        return clause[place] switch
        {
            "сам" or "сама" => (isLast && clause.Take(place).Any(GenderedWords.IsInfinitive))
                || (!isLast && GenderedWords.IsInfinitive(clause[place + 1])),
            "самому" or "самой" or "одному" or "одной" =>
                isLast && !GenderedWords.IsPreposition(Before(clause, place)) && clause.Take(place).Any(GenderedWords.IsInfinitive),
            _ => false,
        };
    }

    private static string Before(ImmutableArray<string> clause, int place) => place > 0 ? clause[place - 1] : "";

    [GeneratedRegex(@"^\$\.items\[(\d+)\]")]
    private static partial Regex Place();

    [GeneratedRegex("«[^»]*»|„[^“]*“|\"[^\"]*\"")]
    private static partial Regex Speech();

    [GeneratedRegex(@"\p{IsCyrillic}+\((?:а|ла|на|ась|лась|ая|ой)\)")]
    private static partial Regex BothForms();
}
