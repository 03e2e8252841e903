using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Roster;

/// <summary>A class as schools write it, in one way. What follows the grade stands as it is shown: "А", "А1", "-1", " физмат", or nothing where a grade has one class.</summary>
/// <param name="Letter">As a class row keeps it: put behind the grade it is the name.</param>
public sealed partial record ClassName(int Grade, string Letter)
{
    private const int LongestLabel = 16;
    private const string Latin = "ABCEHKMOPTXYI";
    private const string Look = "АВСЕНКМОРТХУІ";

    private static readonly string[] Romans = ["XI", "X", "IX", "VIII", "VII", "VI", "V", "IV", "III", "II", "I"];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Grade}{Letter}");

    /// <summary>Two spellings of one class have one key.</summary>
    public string Key => $"{Grade:00}{Letter.ToUpperInvariant().Replace('Ё', 'Е')}";

    /// <summary>Null when it names no class of grades 1..11.</summary>
    public static ClassName? Read(string text)
    {
        string plain = Spaces().Replace(Noise().Replace(text.Normalize(NormalizationForm.FormKC).ToUpperInvariant(), " "), " ").Trim();
        if (Arabic().Match(plain) is { Success: true } match)
        {
            return int.Parse(match.Groups["grade"].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= 11 and var grade
                ? Of(grade, match.Groups["rest"].Value, text)
                : null;
        }

        string look = plain.Replace('Х', 'X').Replace('І', 'I');
        return Romans.FirstOrDefault(roman => look.StartsWith(roman, StringComparison.Ordinal)) is { } found
            && (look.Length == found.Length || "IVX".IndexOf(look[found.Length], StringComparison.Ordinal) < 0) && BehindRoman().IsMatch(look[found.Length..])
            ? Of(Romans.Length - Array.IndexOf(Romans, found), plain[found.Length..], text)
            : null;
    }

    /// <summary>The same of two columns.</summary>
    public static ClassName? Read(string grade, string letter) => Read($"{grade} {letter}");

    private static ClassName? Of(int grade, string rest, string written)
    {
        string label = Bracketed().Replace(Parting().Replace(rest, ""), "").Trim(' ', '-', '.', '/', '_');
        if (label.Length == 0 && rest.Contains('('))
        {
            label = rest.Trim(' ', '(', ')', '-', '.');
        }

        return label switch
        {
            "" => new ClassName(grade, ""),
            _ when Cyrillic(label) is [var only] => only is (>= 'А' and <= 'Я') or 'Ё' ? new ClassName(grade, only.ToString()) : Digit(grade, label),
            _ when Numbered().Match(Cyrillic(label)) is { Success: true } two => new ClassName(grade, two.Groups[1].Value + two.Groups[2].Value),
            _ when Number().IsMatch(label) => Digit(grade, label),
            { Length: <= LongestLabel } when Word().IsMatch(label) => new ClassName(grade, " " + Written(label, written)),
            _ => null,
        };
    }

    private static ClassName? Digit(int grade, string label) => Number().IsMatch(label) ? new ClassName(grade, "-" + label) : null;

    /// <summary>A word keeps the letters it was written with.</summary>
    private static string Written(string label, string written)
    {
        string plain = Spaces().Replace(written.Normalize(NormalizationForm.FormKC), " ");
        return plain.IndexOf(label, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? plain.Substring(at, label.Length) : label.ToLowerInvariant();
    }

    /// <summary>A Latin letter that looks like a Cyrillic one is that one: "9A" is typed on either keyboard.</summary>
    private static string Cyrillic(string label) =>
        string.Concat(label.Select(sign => Latin.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at ? Look[at] : sign));

    [GeneratedRegex("[«»\"'“”„‘’`*]|(?<![А-ЯЁ])(?:КЛАСС|КЛ\\.?)(?![А-ЯЁ])")]
    private static partial Regex Noise();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    /// <summary>"9-Й А" is the ninth; "9Й" a letter.</summary>
    [GeneratedRegex("^(?<grade>[0-9]{1,2})(?![0-9])(?:-?(?:Й|ЫЙ|ОЙ|ИЙ)(?=[ -]+[^ -])|-?(?:ЫЙ|ОЙ|ИЙ)$|-Й$)?(?<rest>.*)$")]
    private static partial Regex Arabic();

    /// <summary>Nothing, a sign, or one letter: more of them are a word that begins like a number, as every «Х…» does.</summary>
    [GeneratedRegex("^(?:$|[^\\p{L}\\p{Nd}]|\\p{L}(?!\\p{L}))")]
    private static partial Regex BehindRoman();

    [GeneratedRegex("^[ \\-–—./_\\\\]+")]
    private static partial Regex Parting();

    [GeneratedRegex("\\([^)]*\\)?")]
    private static partial Regex Bracketed();

    [GeneratedRegex("^([А-ЯЁ])[ \\-–./]?([0-9]{1,2})$")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[0-9]{1,2}$")]
    private static partial Regex Number();

    [GeneratedRegex("^[А-ЯЁA-Z](?:[А-ЯЁA-Z0-9]| (?! )|[.\\-/])*$")]
    private static partial Regex Word();
}
