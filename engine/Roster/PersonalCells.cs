using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Roster;

/// <summary>Counts in one column what looks as if it were said of persons. A hint for whoever picked the wrong file, not a proof that a file is free of names.</summary>
/// <param name="isKnown">The heading was recognised: then single words, which may be towns, are not taken for surnames.</param>
/// <param name="isClass">Classes stand in it: a first name beside a grade is no town.</param>
internal sealed partial class PersonalCells(bool isKnown, bool isClass = false)
{
    private readonly int[] _counts = new int[Enum.GetValues<PersonalKind>().Length];
    private readonly HashSet<string> _surnames = new(StringComparer.Ordinal);
    private int _cells;
    private int _hers;
    private int _his;

    private static readonly FrozenSet<string> FirstNames = (
        "александр александра алексей алена алёна алина алиса алла альбина амина анастасия анатолий ангелина андрей анна антон антонина арина арсений артем артём артур богдан борис "
        + "вадим валентин валентина валерий валерия варвара василий василиса вера вероника виктор виктория виталий влад владимир владислав вячеслав галина георгий герман глеб григорий "
        + "даниил данил данила дарья денис диана дмитрий евгений евгения егор екатерина елена елизавета иван игорь илья инна ирина камила карина кира кирилл константин ксения лариса "
        + "лев леонид лидия лилия любовь людмила макар максим маргарита марина мария марк матвей мирон михаил надежда наталия наталья никита николай нина оксана олег олеся ольга павел "
        + "петр пётр платон полина раиса регина ринат роман руслан савелий светлана святослав семен семён сергей софия софья станислав степан таисия тамара татьяна тимофей тимур "
        + "ульяна федор фёдор эдуард элина эльвира эмилия юлиана юлия юрий яна ярослав ярослава").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public void Look(string cell)
    {
        if (!cell.Any(char.IsLetterOrDigit))
        {
            return;
        }

        _cells++;
        if (Of(cell) is { } kind)
        {
            _counts[(int)kind]++;
        }
        else if (!isKnown && Surname().IsMatch(cell))
        {
            _ = Hers().IsMatch(cell) ? _hers++ : _his++;
            if (_surnames.Count < 10)
            {
                _surnames.Add(cell);
            }
        }
    }

    /// <summary>Said of a tenth of the cells at least; null when of none.</summary>
    public PersonalKind? Found()
    {
        foreach (PersonalKind kind in Enum.GetValues<PersonalKind>())
        {
            if (_counts[(int)kind] > 0 && _counts[(int)kind] * 10 >= _cells)
            {
                return kind;
            }
        }

        // Both endings side by side are people; towns and districts have mostly one.
        return _surnames.Count >= 4 && _hers * 8 >= _cells && _his * 8 >= _cells ? PersonalKind.Name : null;
    }

    private PersonalKind? Of(string cell)
    {
        if (cell.Length > 80)
        {
            return null;
        }

        if (Numbered().Match(cell) is { Success: true } number)
        {
            // "12. Иванов Пётр", "9А Иванов Пётр": what stands behind the number or the class.
            string behind = cell[number.Length..];
            return IsName(behind) || (isClass && FirstNames.Contains(behind.ToLowerInvariant())) ? PersonalKind.Name : OfWhole(cell);
        }

        return isClass && FirstNames.Contains(cell.ToLowerInvariant()) ? PersonalKind.Name : OfWhole(cell);
    }

    private PersonalKind? OfWhole(string cell)
    {

        if (!char.IsAsciiDigit(cell[^1]))
        {
            return cell.Contains('@', StringComparison.Ordinal) ? Mail().IsMatch(cell) ? PersonalKind.Mail : null
                : IsName(cell) ? PersonalKind.Name
                : Diagnosis().IsMatch(cell) ? PersonalKind.Diagnosis : null;
        }

        return cell switch
        {
            _ when Insurance().IsMatch(cell) => PersonalKind.Insurance,
            _ when Phone().IsMatch(cell) => PersonalKind.Phone,
            _ when IsBirth(cell) => PersonalKind.BirthDate,
            _ when Document().IsMatch(cell) => PersonalKind.Document,
            _ => null,
        };
    }

    private bool IsName(string cell)
    {
        if (Initials().IsMatch(cell))
        {
            return true;
        }

        string[] words = cell.ToLowerInvariant().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 1 and <= 5 && words.All(word => Letters().IsMatch(word))
            && (words.Any(word => Patronymic().IsMatch(word))
                || (words.Length is 2 or 3 && words.Any(FirstNames.Contains) && words.Any(word => Surname().IsMatch(word)))
                || (words.Length == 1 && !isKnown && FirstNames.Contains(words[0])));
    }

    private static bool IsBirth(string cell) =>
        cell.Length is >= 8 and <= 10
        && DateOnly.TryParseExact(cell, ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        && day.Year is >= 1990 and <= 2022;

    [GeneratedRegex("^(?:[А-ЯЁ][а-яё-]{2,}|[А-ЯЁ-]{3,})\\s+[А-ЯЁ]\\.\\s?(?:[А-ЯЁ]\\.)?$|^[А-ЯЁ]\\.\\s?(?:[А-ЯЁ]\\.)?\\s?[А-ЯЁ][А-ЯЁа-яё-]{2,}$")]
    private static partial Regex Initials();

    [GeneratedRegex("^[0-9]{1,4}(?:[.)]|[ «\"-]*[А-ЯЁ][»\"]?(?=[ .,])|(?= ))[ .,]*(?=[А-ЯЁа-яё]{2})")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[а-яё]+(?:-[а-яё]+)?$")]
    private static partial Regex Letters();

    [GeneratedRegex("^.{3,}(?:[оеё]вич|ьич|[оеё]вна|ична|кызы|оглы)$")]
    private static partial Regex Patronymic();

    [GeneratedRegex("^[А-ЯЁа-яё-]{2,}(?:ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ёва|ина|ына|ская|цкая|енко|чук|юк|ян|дзе|швили|ых)$", RegexOptions.IgnoreCase)]
    private static partial Regex Surname();

    [GeneratedRegex("(?:а|я)$", RegexOptions.IgnoreCase)]
    private static partial Regex Hers();

    [GeneratedRegex("^\\S+@\\S+\\.\\S+$")]
    private static partial Regex Mail();

    [GeneratedRegex("^\\d{3}-\\d{3}-\\d{3}[ -]\\d{2}$|^\\d{3} \\d{3} \\d{3} \\d{2}$")]
    private static partial Regex Insurance();

    [GeneratedRegex("^(?:\\+7|[78])[ (-]*9\\d{2}[ )-]*\\d{3}[ -]?\\d{2}[ -]?\\d{2}$")]
    private static partial Regex Phone();

    [GeneratedRegex("^\\d{2} ?\\d{2} (?:№ ?)?\\d{6}$")]
    private static partial Regex Document();

    [GeneratedRegex("^(?:ЗПР|ТНР|РАС|НОДА|УО|инвалид.*|ребёнок-инвалид|ДЦП)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Diagnosis();
}
