using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Which Russian words show whether a boy or a girl speaks: lists and endings, no dictionary.</summary>
internal static partial class GenderedWords
{
    /// <summary>Short adjectives that stand about a person even where no pronoun does («Готов помогать», «Скорее согласен»).</summary>
    private static readonly FrozenSet<string> AboutAPerson = Both(
        "готов", "рад", "уверен", "согласен/согласна", "доволен/довольна", "недоволен/недовольна", "способен/способна",
        "склонен/склонна", "спокоен/спокойна", "намерен", "настроен", "заинтересован", "убежден", "благодарен/благодарна",
        "самостоятелен/самостоятельна", "внимателен/внимательна", "общителен/общительна", "терпелив", "настойчив", "любопытен/любопытна");

    /// <summary>Short adjectives that things have as well («Работа должна»), so that only a pronoun beside them tells.</summary>
    private static readonly FrozenSet<string> BesideAPronoun = Both(
        "должен/должна", "обязан", "вынужден", "занят", "знаком", "свободен/свободна", "ответственен/ответственна", "болен/больна", "похож",
        "лишен", "огорчен", "расстроен", "удивлен", "осторожен/осторожна", "аккуратен/аккуратна", "упрям", "умен/умна", "горд", "одинок",
        "нужен/нужна", "прав", "виноват", "голоден/голодна", "здоров", "сам");

    /// <summary>Past tenses that do not end in -л.</summary>
    private static readonly FrozenSet<string> OtherPast = FrozenSet.Create(
        "мог", "смог", "помог", "привык", "достиг", "вырос", "рос", "нес", "принес", "вез", "привез", "вел", "берег", "лег", "пек");

    /// <summary>Nouns with the ending of a past tense, without a final «-а»; what is more often a verb («начал», «жил») is none.</summary>
    private static readonly FrozenSet<string> Nouns = FrozenSet.Create(
        "бал", "бокал", "вал", "вокал", "вокзал", "генерал", "журнал", "зал", "идеал", "интервал", "канал", "капитал", "карнавал",
        "квартал", "материал", "мемориал", "минерал", "обвал", "овал", "оригинал", "пенал", "перевал", "персонал", "подвал",
        "портал", "потенциал", "провал", "самосвал", "сериал", "сигнал", "скандал", "терминал", "финал", "арсенал", "ритуал",
        "криминал", "функционал", "шквал", "стул", "аул", "караул", "тыл", "пыл", "мел", "отдел", "раздел", "предел", "удел",
        "передел", "узел", "козел", "орел", "осел", "котел", "пепел", "крокодил", "вымысел", "замысел", "промысел", "дел", "сил",
        "тел", "могил", "скал", "похвал", "шкал", "пчел", "стрел", "метел", "чернил", "зеркал", "одеял", "покрывал");

    /// <summary>Nouns in -ла after a consonant.</summary>
    private static readonly FrozenSet<string> NounsInLa = FrozenSet.Create(
        "игла", "мгла", "кукла", "свекла", "стекла", "масла", "весла", "кресла", "ремесла", "числа", "смысла", "промысла",
        "замысла", "вымысла", "осла", "посла", "узла", "козла", "зла", "орла", "горла", "сверла", "угла", "цикла", "школа");

    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create(
        "без", "близ", "в", "во", "вместо", "возле", "вокруг", "для", "до", "за", "из", "из-за", "из-под", "к", "ко", "кроме",
        "между", "на", "над", "о", "об", "около", "от", "перед", "по", "под", "после", "при", "про", "против", "ради", "с", "со",
        "среди", "у", "через");

    public static bool IsShortAdjective(string word, bool besidePronoun) =>
        AboutAPerson.Contains(word) || (besidePronoun && BesideAPronoun.Contains(word));

    /// <summary>A verb of the past, singular, masculine or feminine; a noun with such an ending may slip through the lists.</summary>
    public static bool IsPast(string word, string previous)
    {
        if (OtherPast.Contains(word))
        {
            return true;
        }

        bool isNoun = Nouns.Contains(word) || NounsInLa.Contains(word) || (word.EndsWith('а') && Nouns.Contains(word[..^1]));
        return !isNoun && !Prepositions.Contains(previous) && word.Length > 2 && PastEnding().IsMatch(word);
    }

    public static bool IsPreposition(string word) => Prepositions.Contains(word);

    public static bool IsInfinitive(string word) => word.Length > 3 && InfinitiveEnding().IsMatch(word);

    /// <summary>Each masculine word and its feminine: the one after the slash, or the same with «а».</summary>
    private static FrozenSet<string> Both(params string[] words) =>
        words.SelectMany(word => word.Contains('/', StringComparison.Ordinal) ? word.Split('/') : [word, word + "а"]).ToFrozenSet();

    [GeneratedRegex("(?:[аяиеыу]ла?|[гксзрш]ла)(?:с[яь])?$")]
    private static partial Regex PastEnding();

    [GeneratedRegex("(?:ть|ти|чь)(?:с[яь])?$")]
    private static partial Regex InfinitiveEnding();
}
