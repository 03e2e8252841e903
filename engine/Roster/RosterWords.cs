using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Roster;

/// <summary>What cells of a roster say, in the spellings that are met.</summary>
internal static class RosterWords
{
    /// <summary>False when a cell that says something says nothing known.</summary>
    public static bool TrySex(string cell, out Sex? sex)
    {
        (bool isRead, sex) = cell.ToLowerInvariant().TrimEnd('.') switch
        {
            "" or "-" => (true, (Sex?)null),
            "м" or "m" or "муж" or "мужской" or "male" or "мальчик" or "юноша" => (true, Sex.Male),
            "ж" or "f" or "жен" or "женский" or "female" or "девочка" or "девушка" => (true, Sex.Female),
            _ => (false, null),
        };
        return isRead;
    }

    /// <summary>Codes of conditions alone; nothing is told where the cell is empty.</summary>
    public static bool TryAccommodation(string cell, out Accommodation? accommodation)
    {
        (bool isRead, accommodation) = cell.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace('.', ',').Trim('+', '%', '×', 'x', 'х') switch
        {
            "" => (true, (Accommodation?)null),
            "нет" or "none" or "0" or "1" or "-" => (true, Accommodation.None),
            "time125" or "1,25" or "125" or "25" => (true, Accommodation.Time125),
            "time150" or "1,5" or "150" or "50" => (true, Accommodation.Time150),
            "time200" or "2" or "2,0" or "200" or "100" => (true, Accommodation.Time200),
            _ => (false, null),
        };
        return isRead;
    }

    public static bool TryVariant(string cell, out BatteryVariant? variant)
    {
        (bool isRead, variant) = cell.ToLowerInvariant().Replace('ё', 'е') switch
        {
            "" => (true, (BatteryVariant?)null),
            "standard" or "стандартная" or "обычная" or "обычный" => (true, BatteryVariant.Standard),
            "untimed" or "без времени" or "без ограничения времени" => (true, BatteryVariant.Untimed),
            "simple" or "простая" or "упрощенная" => (true, BatteryVariant.Simple),
            "pictogram" or "пиктограммы" or "картинки" or "в картинках" => (true, BatteryVariant.Pictogram),
            "twolessons" or "два урока" or "на два урока" => (true, BatteryVariant.TwoLessons),
            "reader" or "для экранного диктора" or "диктор" => (true, BatteryVariant.Reader),
            _ => (false, null),
        };
        return isRead;
    }

    public static bool TrySettlement(string cell, out Settlement? settlement)
    {
        string plain = cell.ToLowerInvariant().Replace('ё', 'е');
        (bool isRead, settlement) = plain switch
        {
            "" => (true, (Settlement?)null),
            _ when plain is "city" or "г" or "г." || plain.StartsWith("город", StringComparison.Ordinal) => (true, Settlement.City),
            _ when plain is "village" or "с" or "с." || plain.StartsWith("сел", StringComparison.Ordinal) || plain.StartsWith("дерев", StringComparison.Ordinal)
                || plain.StartsWith("пос", StringComparison.Ordinal) => (true, Settlement.Village),
            _ => (false, null),
        };
        return isRead;
    }

    /// <summary>Two spellings of one place have one key: case, quotation marks, numero signs and spaces do not count.</summary>
    public static string KeyOf(string name) => string.Concat(name.ToUpperInvariant().Replace('Ё', 'Е').Where(char.IsLetterOrDigit));
}
