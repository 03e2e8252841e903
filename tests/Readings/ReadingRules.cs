using System.Text.RegularExpressions;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Tests.Readings;

/// <summary>What no reading may say. Rules for the words, not for the thought: a person still reads every text.</summary>
internal static partial class ReadingRules
{
    /// <summary>Nouns that end like a verb of the past tense.</summary>
    private static readonly HashSet<string> Nouns = new(
        ["дел", "дела", "сил", "сила", "школ", "школа", "материал", "материала", "журнал", "отдел", "раздел", "начала", "зал", "правил", "правила"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the rules a text breaks.</summary>
    public static IEnumerable<string> Broken(Audience audience, string text, bool isLimits = false)
    {
        if (TellsSexByVerb(text) || (audience == Audience.Student && SexedWord().IsMatch(text)))
        {
            yield return "sex";
        }

        if (audience == Audience.Parent && ChildsSex().IsMatch(text))
        {
            yield return "sex";
        }

        if (Label().IsMatch(text))
        {
            yield return "label";
        }

        if (Ban().IsMatch(text))
        {
            yield return "ban";
        }

        if (Comparison().IsMatch(isLimits ? NoNorms().Replace(text, "") : text))
        {
            yield return "comparison";
        }

        if (Promise().IsMatch(text))
        {
            yield return "promise";
        }

        if (Symptom().IsMatch(text))
        {
            yield return "symptom";
        }

        if (audience == Audience.Student && SentenceEnd().Count(text) > 3)
        {
            yield return "length";
        }

        if (!SpeaksTo(audience, text))
        {
            yield return "address";
        }
    }

    private static bool TellsSexByVerb(string text) =>
        SubjectAndWords().Matches(text).SelectMany(match => match.Groups["word"].Captures)
            .Any(word => PastVerb().IsMatch(word.Value) && !Nouns.Contains(word.Value));

    private static bool SpeaksTo(Audience audience, string text) => audience switch
    {
        Audience.Student => !Polite().IsMatch(text),
        Audience.Parent or Audience.Psychologist => !Familiar().IsMatch(text),
    };

    [GeneratedRegex(@"\b(я|ты|реб[её]нок|подросток)([\s,]+(?<word>\p{L}+)){1,4}", RegexOptions.IgnoreCase)]
    private static partial Regex SubjectAndWords();

    [GeneratedRegex(@"^\p{L}+[аеёиоуыюя]л(а|ся|ась)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PastVerb();

    [GeneratedRegex(
        @"\b(сам|сама|готов|готова|должен|должна|уверен|уверена|рад|рада|склонен|склонна|способен|способна|доволен|довольна)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SexedWord();

    [GeneratedRegex(@"\b(он|она|сын\w*|дочь|дочери|дочка)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChildsSex();

    [GeneratedRegex(
        @"\b(ты|реб[её]нок)\s*[—–]\s*\p{L}|"
        + @"\b(ты|реб[её]нок)\s+(настоящ|прирожд[её]нн|лидер|творческ|технар|гуманитар|исследовател|организатор|помощник)|"
        + @"\bличност|\bтип\b|\bодар[её]нн|\bталантлив",
        RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"\bнельзя\b|не подходит|не подойд[её]т|не сможе(шь|т)|противопоказан|запрещ|не для тебя|не тво[её]\b|"
        + @"не стоит идти|лучше не ид",
        RegexOptions.IgnoreCase)]
    private static partial Regex Ban();

    [GeneratedRegex(
        @"(ниже|выше|хуже|сильнее|слабее|лучше) (среднего|нормы|других|остальных|сверстников)|"
        + @"(чаще|реже|больше|меньше|раньше|позже|быстрее|медленнее|успешнее|умнее) "
        + @"(всех|многих|большинства|других( детей| ребят| учеников)?|остальных( детей| ребят| учеников)?|сверстников|ровесников|одноклассников)\b|"
        + @"\b(по сравнению|в сравнении|в отличие|наравне) (с|со|от) ((другими|других|остальными|остальных) (дет|реб|учен|школьн)|сверстник|ровесник|одноклассник|класс)|"
        + @"\b((чем|как) у (других|остальных|всех|большинства)|(среди|чем у|как у) (сверстников|ровесников|одноклассников))\b|"
        + @"\bнорм(а|ы|е|у|ой|ам|ами|ах)?\b|\bотста",
        RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\bнорм( пока)? нет\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoNorms();

    [GeneratedRegex(
        @"гарантир|станешь|станет отличн|суждено|тебя жд[её]т|добь[её](шься|тся)|идеальн|"
        + @"\b(обязательно|точно|непременно) (получ|пригод|понадоб|сможе|стан)|\bприд(ёт|ет|ут) (и так|сам)|спешить не|"
        + @"(станет|становится) (легко|легче)|так легче|пригодится (в жизни|везде)|всегда найд[её](шь|т)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Promise();

    /// <summary>What makes a symptom of an answer: a pilot gives no ground to look for fear, grief or harm behind few choices.</summary>
    [GeneratedRegex(
        @"травм|насмеш|обидн|задел[аио]?\b|трудн\w+ истори|неудачн\w+ опыт|опыта потерь|больн\w+ родственник|пережит\w+|"
        + @"\bстрах|\bтревог\w+ в общении|не слишком ли",
        RegexOptions.IgnoreCase)]
    private static partial Regex Symptom();

    [GeneratedRegex(@"[.!?…]+(\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(вы|вас|вам|ваш\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Polite();

    [GeneratedRegex(@"\b(ты|тебя|тебе|тобой|тво[йяеёи]|твоих|твоего)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Familiar();
}
