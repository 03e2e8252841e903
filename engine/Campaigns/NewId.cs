using System.Security.Cryptography;

namespace Diagnostics.Engine.Campaigns;

/// <summary>Random identifiers.</summary>
internal static class NewId
{
    /// <summary>13 symbols, 65 bits: short, because it stands in every row of the answer log. Not a secret.</summary>
    public static string Next() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(9), 13).ToLowerInvariant();

    /// <summary>26 symbols, 130 bits: unguessable.</summary>
    public static string Secret() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(17), 26).ToLowerInvariant();

    public static string Prefix() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(2), AccessCode.PrefixLength);
}
