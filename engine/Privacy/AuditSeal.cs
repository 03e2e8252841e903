using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// The seals of the log of deeds: HMAC-SHA256 with <c>keys/audit.key</c>, so that whoever can write the store but does not hold the key cannot
/// write the log anew. Pure.
/// </summary>
internal static class AuditSeal
{
    /// <summary>Lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The mark from which entry on the key seals; it holds what stood before.</summary>
    public static string OfBeginning(ReadOnlySpan<byte> key, long from, string before) =>
        Of(key, string.Create(CultureInfo.InvariantCulture, $"sealed from {from}:{before}"));

    /// <summary>The same mark where the end of the log and what was erased from it are sealed as well.</summary>
    public static string OfBoundBeginning(ReadOnlySpan<byte> key, long from, string before) =>
        Of(key, string.Create(CultureInfo.InvariantCulture, $"sealed with its end from {from}:{before}"));

    /// <summary>The end of the log: how many entries there are, and the last one's seal.</summary>
    public static string OfEnd(ReadOnlySpan<byte> key, long number, string hash) =>
        Of(key, string.Create(CultureInfo.InvariantCulture, $"ends with {number}:{hash}"));

    /// <summary>Of an entry whose object was erased; it stands in the place of the salt.</summary>
    public static string OfErasure(ReadOnlySpan<byte> key, long number, string digest) =>
        Of(key, string.Create(CultureInfo.InvariantCulture, $"erased {number}:{digest}"));

    /// <summary>What is sealed of an entry. Every field is led by its length, so that no two entries give the same text.</summary>
    public static string Text(string before, AuditRow row)
    {
        string[] fields =
        [
            before, row.Number.ToString(CultureInfo.InvariantCulture), row.At.ToString(CultureInfo.InvariantCulture), row.Actor, row.Act,
            row.ObjectKind, row.ObjectDigest, row.RegionId ?? "", row.MunicipalityId ?? "", row.SchoolId ?? "", row.ClassId ?? "", row.Detail,
        ];
        return string.Concat(fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Length}:{field}")));
    }
}
