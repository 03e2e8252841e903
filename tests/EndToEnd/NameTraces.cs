using System.Text;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// What a text looks like wherever it might lie: as UTF-8, UTF-16, in JSON, in an address, and inside anything that was encoded as base64 at
/// any of its three positions.
/// </summary>
internal sealed class NameTraces
{
    private readonly string _text;
    private readonly byte[][] _patterns;

    public NameTraces(string text)
    {
        _text = text;
        string escaped = string.Concat(text.Select(sign => $"\\u{(int)sign:x4}"));
        string percent = Uri.EscapeDataString(text);
        List<byte[]> patterns =
        [
            Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Encoding.UTF8.GetBytes(escaped),
            Encoding.UTF8.GetBytes(escaped.ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal)), Encoding.UTF8.GetBytes(percent),
            Encoding.UTF8.GetBytes(percent.ToLowerInvariant()),
        ];
        foreach (int skipped in new[] { 0, 1, 2 })
        {
            // The middle that does not depend on what stands before and after.
            string base64 = Convert.ToBase64String([.. new byte[skipped], .. Encoding.UTF8.GetBytes(text)])[(skipped == 0 ? 0 : 4)..^4];
            patterns.Add(Encoding.ASCII.GetBytes(base64));
            patterns.Add(Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_')));
        }

        _patterns = [.. patterns];
    }

    public bool IsIn(ReadOnlySpan<byte> place)
    {
        foreach (byte[] pattern in _patterns)
        {
            if (place.IndexOf(pattern) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsIn(string place) => IsIn(Encoding.UTF8.GetBytes(place));

    public override string ToString() => _text;
}
