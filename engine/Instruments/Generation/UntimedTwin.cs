using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// A limited section given without its limit: the same items, forms and key in an instrument of its own, because what everybody reaches
/// does not compare with what is reached before a limit. Its file is the timed one with another head, so no task is kept twice by hand.
/// Title and scale are called as in the timed section: the instruction says that time is not limited.
/// </summary>
/// <param name="Timed">Identifier of the limited section.</param>
/// <param name="Instruction">Instruction of the twin.</param>
internal sealed record UntimedTwin(string Timed, string Instruction)
{
    public const string Version = "1.0.0";

    /// <summary>The version of the limited sections it is drawn from.</summary>
    public const string TimedVersion = "1.1.0";

    private const string Note = "Апробация: норм нет. Те же задания, что в разделе с ограничением времени, но без него: баллы двух форм между собой "
        + "не сравниваются. Трудность заданий ещё не измерена, поэтому и баллы форм А и Б не сравниваются.";

    private const string Calm = "В каждом задании один верный ответ. Сначала стоят задания, которые нам кажутся легче. У тебя может быть иначе. Время не ограничено. "
        + "Если не получается, пропусти: потом можно вернуться.";

    private static readonly JsonSerializerOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, IndentSize = 1, NewLine = "\n" };

    public static ImmutableArray<UntimedTwin> All { get; } =
    [
        new(
            "aptitude-verbal",
            $"Здесь задания о словах, предложениях и выводах. Опирайся только на то, что сказано в задании. {Calm}"),
        new(
            "aptitude-numerical",
            $"Здесь ряды чисел, короткие задачи и столбчатые диаграммы. Можно считать на листе бумаги, калькулятор не нужен. {Calm}"),
        new(
            "aptitude-spatial",
            $"Здесь фигуры, постройки из кубиков, развёртки и зубчатые колёса. {Calm}"),
    ];

    public string Id => $"{Timed}-untimed";

    /// <summary>The twin's file; the same timed file gives the same bytes on every machine.</summary>
    /// <param name="timed">The timed section's file.</param>
    public byte[] Render(ReadOnlySpan<byte> timed)
    {
        JsonNode file = JsonNode.Parse(timed)!;
        file["id"] = Id;
        file["version"] = Version;
        file["instruction"]!["ru"] = Instruction;
        file["note"]!["ru"] = Note;
        return [.. JsonSerializer.SerializeToUtf8Bytes(file, Writing), (byte)'\n'];
    }
}
