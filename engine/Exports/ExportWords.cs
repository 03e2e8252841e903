using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Exports;

/// <summary>What the files say besides the words of the instruments: files for researchers are in Russian as those are.</summary>
internal static class ExportWords
{
    public const string Skipped = "пропущено";

    public const string NotGiven = "не предъявлялось";

    public static readonly string School = string.Create(CultureInfo.InvariantCulture, $"Номер школы в этой выгрузке; пусто: в школе меньше {Anonymity.LeastOfSchool} строк");

    public const string DataSheet = "Данные";

    public const string BookSheet = "Описание";

    public static readonly ImmutableArray<string> BookHeadings = ["столбец", "что это", "вид", "значения", "методика", "версия", "форма", "задание", "шкала"];

    public static readonly ImmutableArray<ValueLabel> NoYes = [new(0, "нет"), new(1, "да")];

    public static readonly ImmutableArray<ValueLabel> Sexes = [new(1, "женский"), new(2, "мужской")];

    public static readonly ImmutableArray<ValueLabel> Settlements = [new(1, "город"), new(2, "село")];

    public static readonly ImmutableArray<ValueLabel> Standings =
        [new((int)RowStanding.Counts, "входит в нормы"), new((int)RowStanding.InDoubt, "ответы под сомнением"), new((int)RowStanding.Other, "дома, с перерывом или в особых условиях")];

    public static string Chosen(string item, string option) => $"{item}: {option}";

    public static string Best(string item) => $"{item}: больше всего";

    public static string Worst(string item) => $"{item}: меньше всего";

    public static string Rank(string item, string option) => $"{item}: место варианта «{option}»";

    public static string Time(string item) => $"{item}: время ответа, мс";

    public static string Raw(string scale) => $"{scale}: сырой балл";

    public static string Answered(string scale) => $"{scale}: отвечено заданий";

    public static string Ability(string scale, bool isPredicted) => $"{scale}: оценка способности θ{Basis(isPredicted)}";

    public static string AbilityError(string scale, bool isPredicted) => $"{scale}: стандартная ошибка θ{Basis(isPredicted)}";

    private static string Basis(bool isPredicted) => isPredicted ? " (трудность заданий предсказана, не откалибрована)" : "";

    public static string NotReached(string scale) => $"{scale}: до скольких заданий не дошли";

    public static string KindOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "текст",
        ColumnKind.Whole => "целое число",
        ColumnKind.Number => "число",
    };
}
