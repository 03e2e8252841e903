using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>Words of a package, which are of one language, as texts of an instrument.</summary>
internal static class DraftTexts
{
    public const string Instruction = "Прочитай каждое задание и ответь. Задание можно пропустить.";

    public const string Note = "Загружено из пакета QTI. Апробация: норм нет.";

    public static LocalText Of(string text) => new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("ru", text));

    public static JsonObject Json(string text) => new() { ["ru"] = text };

    public static string MeaningOf(string title) => $"Балл «{title}» из пакета QTI.";
}
