using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Roster;

/// <summary>Why columns cannot be read as they are mapped.</summary>
public enum RosterColumnsFault
{
    /// <summary>Not as many as the file has.</summary>
    Count,

    /// <summary>One thing is said by two columns.</summary>
    Twice,

    /// <summary>No column says which school.</summary>
    NoSchool,

    /// <summary>No column says which class.</summary>
    NoClass,

    /// <summary>No column says which municipality, and whoever imports keeps more than one.</summary>
    NoMunicipality,
}

/// <summary>What each column of a source is.</summary>
/// <param name="Fields">By position of the column.</param>
/// <param name="Settlement">Of new schools, where no column tells it.</param>
public sealed record RosterColumns(ImmutableArray<RosterField> Fields, Settlement Settlement)
{
    /// <summary>The same headings in the same order are the same source.</summary>
    public static string HashOf(IEnumerable<string> headings) => Sha256Hex.Of(string.Join('\n', headings.Select(Plain)));

    /// <summary>What the headings seem to say, each thing once.</summary>
    public static RosterColumns Guess(IReadOnlyList<string> headings)
    {
        var fields = new RosterField[headings.Count];
        for (int column = 0; column < fields.Length; column++)
        {
            RosterField guess = GuessOne(Plain(headings[column]));
            fields[column] = guess != RosterField.None && Array.IndexOf(fields, guess, 0, column) >= 0 ? RosterField.None : guess;
        }

        if (fields.Contains(RosterField.Letter) && Array.IndexOf(fields, RosterField.Class) is >= 0 and var grade && !fields.Contains(RosterField.Grade))
        {
            fields[grade] = RosterField.Grade;
        }

        return new RosterColumns([.. fields], Settlement.City);
    }

    /// <summary>Null when they can be read.</summary>
    /// <param name="headings">Of the file.</param>
    /// <param name="isBound">Whoever imports keeps one municipality, which is meant where no column says it.</param>
    public RosterColumnsFault? FaultFor(int headings, bool isBound) => this switch
    {
        _ when Fields.IsDefault || Fields.Length != headings => RosterColumnsFault.Count,
        _ when Fields.Where(field => field != RosterField.None).GroupBy(field => field).Any(field => field.Count() > 1) => RosterColumnsFault.Twice,
        _ when !Has(RosterField.SchoolCode) && !Has(RosterField.SchoolName) => RosterColumnsFault.NoSchool,
        _ when !Has(RosterField.Class) && !Has(RosterField.Grade) => RosterColumnsFault.NoClass,
        _ when !isBound && !Has(RosterField.Municipality) && !Has(RosterField.SchoolCode) => RosterColumnsFault.NoMunicipality,
        _ => null,
    };

    public bool Has(RosterField field) => Fields.Contains(field);

    private static string Plain(string heading) => heading.Trim().ToLowerInvariant().Replace('ё', 'е');

    private static RosterField GuessOne(string heading)
    {
        return heading switch
        {
            _ when Starts("число", "количество", "кол-во", "кол.", "численность", "наполняемость", "students", "контингент", "учеников", "обучающихся", "учащихся", "детей", "человек", "чел.")
                => RosterField.Students,
            _ when heading is "пол" or "sex" or "gender" || Starts("пол ", "пол(", "пол,") => RosterField.Sex,
            _ when Starts("код услов", "код овз", "код особых") => RosterField.Accommodation,
            _ when Starts("код учен", "код обуч", "код учащ", "код участ", "код класс") => RosterField.None,
            _ when Starts("код", "school code", "орг. код", "идентификатор оо", "номер оо") => RosterField.SchoolCode,
            _ when heading is "буква" or "литера" or "литер" or "letter" || Starts("буква", "литер") => RosterField.Letter,
            _ when heading is "параллель" or "grade" or "ступень" || Starts("параллель", "номер класса", "год обучения") => RosterField.Grade,
            _ when heading is "класс" or "class" || Starts("класс", "class") => RosterField.Class,
            _ when Starts("тип населенного", "вид населенного", "тип местности", "местность", "город/село", "город или село", "settlement") => RosterField.Settlement,
            _ when Starts("особые условия", "условия", "доп. время", "дополнительное время", "овз", "accommodation") => RosterField.Accommodation,
            _ when Starts("форма", "вариант", "variant") => RosterField.Variant,
            _ when heading is "мо" || Starts("муниципал", "район", "округ", "территория", "мсу", "municipality", "ато") => RosterField.Municipality,
            _ when heading is "оо" or "оу" or "наименование" || Starts("школа", "образовательная орг", "образовательное учр", "наименование оо", "наименование о", "наименование школы",
                "название школы", "название оо", "учреждение", "организация", "краткое наименование", "полное наименование", "school") => RosterField.SchoolName,
            _ => RosterField.None,
        };

        bool Starts(params ReadOnlySpan<string> stems)
        {
            foreach (string stem in stems)
            {
                if (heading.StartsWith(stem, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
