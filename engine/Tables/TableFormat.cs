using System.Text;
using System.Text.Unicode;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// How a CSV file is written, recognised from its beginning: UTF-8 (with or without BOM), UTF-16 with BOM ("Unicode text" of Excel) or windows-1251; comma, semicolon or tab.
/// </summary>
/// <param name="Encoding">Strict: bytes that are no text of it are an error, never a replacement character.</param>
/// <param name="Delimiter">',', ';' or a tab.</param>
public sealed record TableFormat(Encoding Encoding, char Delimiter)
{
    private const int Windows1251 = 1251;

    /// <summary>Recognises the format.</summary>
    /// <param name="head">The first bytes of the file, or all of it.</param>
    /// <param name="isWhole">Whether these are all bytes; otherwise the last letter may be cut.</param>
    public static TableFormat Recognise(ReadOnlySpan<byte> head, bool isWhole) =>
        Utf16Of(head) is { } wide ? new(wide, DelimiterOf(Encoding.UTF8.GetBytes(Encoding.GetEncoding(wide.CodePage).GetString(head))))
            : new(IsUtf8(head, isWhole) ? StrictUtf8() : StrictWindows1251(), DelimiterOf(head));

    /// <summary>Null without the mark such a file begins with.</summary>
    internal static Encoding? Utf16Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    private static bool IsUtf8(ReadOnlySpan<byte> head, bool isWhole)
    {
        int longestCut = isWhole ? 0 : 3;
        for (int cut = 0; cut <= Math.Min(longestCut, head.Length); cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static UTF8Encoding StrictUtf8() => new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static Encoding StrictWindows1251() =>
        CodePagesEncodingProvider.Instance.GetEncoding(Windows1251, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The most frequent of the three in the header, outside quotes; both encodings keep these signs as single bytes.</summary>
    private static char DelimiterOf(ReadOnlySpan<byte> head)
    {
        (int commas, int semicolons, int tabs) = (0, 0, 0);
        bool quoted = false;
        foreach (byte sign in head)
        {
            switch (sign)
            {
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)',' when !quoted:
                    commas++;
                    break;
                case (byte)';' when !quoted:
                    semicolons++;
                    break;
                case (byte)'\t' when !quoted:
                    tabs++;
                    break;
                case (byte)'\n' or (byte)'\r' when !quoted && commas + semicolons + tabs > 0:
                    return MostOf(commas, semicolons, tabs);
            }
        }

        return MostOf(commas, semicolons, tabs);
    }

    private static char MostOf(int commas, int semicolons, int tabs) => tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
}
