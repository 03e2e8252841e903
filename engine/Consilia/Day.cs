using System.Globalization;

namespace Diagnostics.Engine.Consilia;

/// <summary>A day as the store keeps it, so that text sorts as time does: 2026-11-22.</summary>
internal static class Day
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
