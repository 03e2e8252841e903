using System.Collections.Frozen;

namespace Diagnostics.Engine.Roster;

/// <summary>What a heading says before anything below it is read.</summary>
internal static class PersonalHeading
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "фио", "фам", "фамилия", "фамилии", "отчество", "родитель", "родителя", "родители", "мать", "отец", "мама", "папа", "опекун", "представитель",
        "ученик", "ученица", "учащийся", "обучающийся", "ребенок", "студент", "учитель", "руководитель", "директор", "surname", "lastname", "firstname",
        "givenname", "familyname", "middlename", "fullname", "username",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Beside one of these a name is a school's.</summary>
    private static readonly string[] Places = ["школ", "организац", "учрежд", "оо", "муницип", "район", "округ", "school", "org"];

    /// <summary>Beside one of these a heading counts.</summary>
    private static readonly string[] Counts = ["число", "количество", "кол", "численность"];

    public static PersonalKind? Of(string heading)
    {
        string plain = heading.ToLowerInvariant().Replace('ё', 'е');
        string[] words = [.. plain.Split([.. plain.Where(sign => !char.IsLetter(sign)).Distinct()], StringSplitOptions.RemoveEmptyEntries)];
        string joined = string.Concat(words);
        bool isOfPlace = words.Any(word => Places.Any(place => word.StartsWith(place, StringComparison.Ordinal)));
        bool isCount = words.Any(word => Counts.Contains(word));
        return words switch
        {
            _ when isCount => null,
            _ when joined.StartsWith("фио", StringComparison.Ordinal) || joined is "name" or "firstname" or "lastname" or "fullname" || words.Any(Names.Contains) => PersonalKind.Name,
            _ when !isOfPlace && words.Any(word => word is "имя" or "имена") => PersonalKind.Name,
            _ when Has("рожд", "birth", "др") => PersonalKind.BirthDate,
            _ when Has("снилс", "snils") => PersonalKind.Insurance,
            _ when Has("паспорт", "свидетельств", "passport") => PersonalKind.Document,
            _ when !isOfPlace && Has("телефон", "phone", "моб") => PersonalKind.Phone,
            _ when !isOfPlace && (joined is "email" or "mail" or "почта" || Has("email")) => PersonalKind.Mail,
            _ when !isOfPlace && Has("адрес", "прожив", "прописк") => PersonalKind.Address,
            _ when Has("диагноз", "нозолог", "инвалид", "заболев", "diagnos") => PersonalKind.Diagnosis,
            _ => null,
        };

        bool Has(params ReadOnlySpan<string> stems)
        {
            foreach (string stem in stems)
            {
                if (words.Any(word => stem.Length <= 2 ? word == stem : word.StartsWith(stem, StringComparison.Ordinal)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
