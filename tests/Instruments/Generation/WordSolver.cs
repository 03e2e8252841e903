namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Solves by a small dictionary of its own: what a word is, and what is bound how to what.</summary>
internal static class WordSolver
{
    private static readonly Dictionary<string, string> Kinds = Table(
        "хвоя: ель сосна кедр пихта", "лист: берёза осина липа клён дуб", "птица: воробей синица дятел сорока ворона",
        "насекомое: бабочка стрекоза шмель пчела комар", "измерить: термометр линейка весы секундомер", "строгать: пила рубанок стамеска топор",
        "струны: скрипка виолончель балалайка гитара арфа", "дуть: флейта труба кларнет саксофон", "зерно: пшеница рожь овёс ячмень",
        "корень: морковь свёкла редис репа", "плавят: железо медь олово свинец цинк", "камень: гранит мрамор базальт песчаник",
        "плоско: круг квадрат ромб трапеция", "объём: шар куб конус цилиндр", "вода: озеро река ручей пруд", "земля: холм гора овраг равнина",
        "плывёт: паром катер баржа теплоход", "летит: самолёт вертолёт дирижабль планёр", "мебель: шкаф стол комод кровать",
        "посуда: тарелка чашка миска кастрюля");

    private static readonly Dictionary<string, string> Bonds = Table(
        "измеряет: барометр—давление спидометр—скорость термометр—температура секундомер—время рулетка—длина",
        "делает: портной—костюм пекарь—хлеб столяр—шкаф сапожник—ботинки кузнец—подкова",
        "часть: страница—книга лепесток—цветок клавиша—пианино ступенька—лестница крыло—самолёт",
        "становится: кирпич—стена тесто—пирог бревно—изба пряжа—свитер",
        "ведёт: дождь—лужа мороз—лёд засуха—неурожай усталость—ошибка",
        "наоборот: щедрый—скупой прозрачный—мутный частый—редкий острый—тупой");

    public static int[] Solve(string rule, Seen seen) => rule switch
    {
        "pair-word" => Word(seen),
        "pair-same" => Same(seen),
        _ => Odd(seen),
    };

    private static int[] Odd(Seen seen)
    {
        string[] kinds = [.. seen.Options.Select(option => Kinds[option.Text])];
        return seen.Where(option => kinds.Count(kind => kind == Kinds[option.Text]) == 1 && kinds.Distinct().Count() == 2);
    }

    private static int[] Word(Seen seen)
    {
        string[] parts = seen.Text[(seen.Text.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',');
        string bond = Bonds[Joined(parts[0])];
        string first = parts[1].Split('—')[0].Trim();
        return seen.Where(option => Bonds.GetValueOrDefault($"{first}—{option.Text}") == bond);
    }

    private static int[] Same(Seen seen)
    {
        string bond = Bonds[Joined(seen.Text[(seen.Text.IndexOf('«', StringComparison.Ordinal) + 1)..seen.Text.IndexOf('»', StringComparison.Ordinal)])];
        return seen.Where(option => Bonds[Joined(option.Text)] == bond);
    }

    private static string Joined(string pair) => pair.Replace(" ", "", StringComparison.Ordinal);

    private static Dictionary<string, string> Table(params string[] lines) => lines.Select(line => line.Split(": "))
        .SelectMany(line => line[1].Split(' ').Select(word => (Word: word, Kind: line[0]))).ToDictionary(one => one.Word, one => one.Kind, StringComparer.Ordinal);
}
