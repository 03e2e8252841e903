using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>Names and versions as files write them; the schemas state the same patterns.</summary>
internal static partial class JsonPatterns
{
    /// <summary>An instrument or battery, also its folder: riasec, object-of-work.</summary>
    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Id();

    /// <summary>A name inside an instrument (scale, item, form, format), also a column of exported tables: R, r01, short48.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,31}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Name();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\z", RegexOptions.CultureInvariant)]
    public static partial Regex Version();

    [GeneratedRegex(@"^[a-z]{2}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Language();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Tag();

    public static string? Matching(this JsonPlace place, Regex pattern, FormattableString wanted)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        if (pattern.IsMatch(text))
        {
            return text;
        }

        place.Fault($"Expected {wanted}, found {Quoted.Of(text)}.");
        return null;
    }

    public static string? Id(this JsonPlace place) => place.Matching(Id(), $"an identifier (lower-case letters, digits, hyphens)");

    public static string? Name(this JsonPlace place) => place.Matching(Name(), $"a name (up to 32 letters, digits, _ and -)");

    public static string? Version(this JsonPlace place) => place.Matching(Version(), $"a version like 1.0.0");
}
