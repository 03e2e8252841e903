using System.Globalization;

namespace Diagnostics.Engine.Methods;

/// <summary>When answers on paper were given: a day, or of an earlier year the year alone.</summary>
internal static class AnswerDay
{
    private const int Earliest = 1990;

    /// <summary>The month in which school begins.</summary>
    private const int Begins = 9;

    /// <summary>Whether the text says a day or a year that has been.</summary>
    public static bool IsOne(string text, DateOnly latest) => text.Length == 4
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year >= Earliest && year <= latest.Year
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && day.Year >= Earliest && day <= latest;

    /// <summary>The year in which the school year of a moment began.</summary>
    public static int SchoolYearOf(DateTimeOffset moment) => moment.Month >= Begins ? moment.Year : moment.Year - 1;
}
