using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Web.Access;

/// <summary>
/// What a password of the staff must be, after OWASP ASVS 5 (6.2): long enough, not too long to hash, none of the common ones, not the
/// login; no rules about kinds of characters and no expiry.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Below it a stem says nothing: "ab" stands in half of all passwords.</summary>
    private const int ShortestStem = 4;

    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    /// <summary>The code of the reason why it is refused, or null.</summary>
    public static string? Refusal(string? password, params ReadOnlySpan<string> own)
    {
        string text = (password ?? "").Normalize(NormalizationForm.FormKC);
        if (text.Length < Shortest)
        {
            return "password-short";
        }

        if (text.Length > Longest)
        {
            return "password-long";
        }

        string plain = text.ToLowerInvariant();
        return IsCommon(plain) || IsRepeated(plain) || IsOwn(plain, own) ? "password-common" : null;
    }

    /// <summary>As it stands in the list, or made long by a tail or head of digits and signs.</summary>
    private static bool IsCommon(string plain)
    {
        string latin = InLatin(plain);
        return new[] { plain, latin, StemOf(plain), StemOf(latin) }.Any(text => text.Length < ShortestStem || Common.Value.Contains(text));
    }

    private static string StemOf(string text) => text.Trim([.. "0123456789!.,-_ *?#@$[];'`"]);

    /// <summary>A short piece over and over again, or one run along the keyboard or the alphabet.</summary>
    private static bool IsRepeated(string plain)
    {
        for (int period = 1; period <= plain.Length / 3; period++)
        {
            if (plain.AsSpan(period).SequenceEqual(plain.AsSpan(0, plain.Length - period)))
            {
                return true;
            }
        }

        int steps = plain.Zip(plain.Skip(1), (one, next) => next - one).Distinct().Count();
        return steps == 1;
    }

    private static bool IsOwn(string plain, ReadOnlySpan<string> own)
    {
        foreach (string word in own)
        {
            string stem = word.Trim().ToLowerInvariant();
            if (stem.Length >= ShortestStem && plain.Contains(stem, StringComparison.Ordinal) && plain.Length - stem.Length < Shortest / 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A common password typed with the Russian layout switched on is as common.</summary>
    private static string InLatin(string text)
    {
        const string cyrillic = "йцукенгшщзхъфывапролджэячсмитьбюё";
        const string keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
        return string.Concat(text.Select(letter => cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? keys[at] : letter));
    }

    private static FrozenSet<string> ReadCommon()
    {
        using Stream stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("passwords.json")
            ?? throw new InvalidOperationException("The list of common passwords was not built in.");
        return JsonSerializer.Deserialize<string[]>(stream)!.ToFrozenSet(StringComparer.Ordinal);
    }
}
