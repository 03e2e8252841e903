using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>
/// The one text of a JSON value: names sorted by UTF-16 code units, no whitespace, shortest escapes, plain decimal numbers. For the numbers
/// an instrument may hold this is the JSON Canonicalization Scheme (RFC 8785), so that other tools arrive at the same hash.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>SHA-256 over the canonical text, lower-case hex. <c>$schema</c> at the root only serves editors and is left out.</summary>
    public static string HashOf(JsonElement root) => HashOf(BytesOf(root));

    /// <summary>The same of a canonical text that is there already.</summary>
    public static string HashOf(byte[] canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical));

    /// <summary>What the hash is of, so that a reader elsewhere can check it.</summary>
    public static byte[] BytesOf(JsonElement root)
    {
        StringBuilder text = new();
        WriteObject(root, text, skip: "$schema");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    internal static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text, skip: null);
                break;
            case JsonValueKind.Array:
                WriteArray(element, text);
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                WriteNumber(element, text);
                break;
            case JsonValueKind.Undefined:
            case JsonValueKind.True:
            case JsonValueKind.False:
            case JsonValueKind.Null:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text, string? skip)
    {
        text.Append('{');
        string separator = "";
        foreach (JsonProperty property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (property.Name == skip)
            {
                continue;
            }

            text.Append(separator);
            WriteString(property.Name, text);
            text.Append(':');
            Write(property.Value, text);
            separator = ",";
        }

        text.Append('}');
    }

    private static void WriteArray(JsonElement element, StringBuilder text)
    {
        text.Append('[');
        string separator = "";
        foreach (JsonElement entry in element.EnumerateArray())
        {
            text.Append(separator);
            Write(entry, text);
            separator = ",";
        }

        text.Append(']');
    }

    private static void WriteNumber(JsonElement element, StringBuilder text)
    {
        if (element.TryGetDecimal(out decimal number))
        {
            // Dividing by a one of full precision drops trailing zeros, so 4, 4.0 and 0.4e1 are the same text.
            text.Append((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(element.GetRawText());
        }
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append(@"\b"),
                '\t' => text.Append(@"\t"),
                '\n' => text.Append(@"\n"),
                '\f' => text.Append(@"\f"),
                '\r' => text.Append(@"\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
