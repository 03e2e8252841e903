using System.Security.Cryptography;

namespace Diagnostics.Engine.Campaigns;

/// <summary>Random identifiers.</summary>
internal static class NewId
{
    /// <summary>13 symbols, 65 bits: short, because it stands in every row of the answer log. Not a secret.</summary>
    public static string Next() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(9), 13).ToLowerInvariant();

    /// <summary>
    /// The same length for a session: its school's prefix, then 50 random bits. All that is keyed by session can be parted by school, and a school's rows stand
    /// side by side in every index.
    /// </summary>
    public static string OfSchool(string prefix) => prefix.ToLowerInvariant() + CodeAlphabet.Take(RandomNumberGenerator.GetBytes(7), 13 - AccessCode.PrefixLength).ToLowerInvariant();

    /// <summary>26 symbols, 130 bits: unguessable.</summary>
    public static string Secret() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(17), 26).ToLowerInvariant();

    public static string Prefix() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(2), AccessCode.PrefixLength);
}
