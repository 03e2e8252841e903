using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine;

/// <summary>The SHA-256 of a text's UTF-8 bytes, in lower-case hex.</summary>
internal static class Sha256Hex
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Of a row: every field is led by its length, so that no two rows give the same text.</summary>
    public static string OfFields(params IEnumerable<string> fields) =>
        Of(string.Concat(fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Length}:{field}"))));
}
