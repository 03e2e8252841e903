using System.Text;

namespace Diagnostics.Tests.Faults;

/// <summary>What no client of ours sends: valid messages bent by a seeded generator, and plain noise. The same seed sends the same.</summary>
internal sealed class HostileText(int seed, string[] seeds)
{
    private static readonly string[] Pieces =
    [
        "\0", "\u001e", "\u001e\u001e", "{", "}", "[", "]", "\"", "\\", "\\ud800", "\\u0000", "null", "-1", "0", "1e999", "9223372036854775808", "-9223372036854775809",
        "NaN", "{\"a\":", "'; DROP TABLE answer_log; --", "<script>alert(1)</script>", "=cmd()", "\u202e", "😀", "\ufeff", "true", "\"\":\"\"", ",,",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Bytes to send; never more than 8 KB, mostly far less.</summary>
    public byte[] Next()
    {
        if (_random.Next(10) == 0)
        {
            byte[] noise = new byte[_random.Next(1, 300)];
            _random.NextBytes(noise);
            return noise;
        }

        StringBuilder text = new(seeds[_random.Next(seeds.Length)]);
        for (int bend = _random.Next(1, 5); bend > 0; bend--)
        {
            Bend(text);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length <= 8_192 ? bytes : bytes[..8_192];
    }

    private void Bend(StringBuilder text)
    {
        int at = _random.Next(text.Length + 1);
        switch (_random.Next(7))
        {
            case 0:
                text.Insert(at, Pieces[_random.Next(Pieces.Length)]);
                break;
            case 1 when text.Length > 0:
                text.Remove(Math.Min(at, text.Length - 1), 1);
                break;
            case 2:
                text.Length = at;
                break;
            case 3 when text.Length > 0:
                text[Math.Min(at, text.Length - 1)] = (char)_random.Next(1, 0xd7ff);
                break;
            case 4:
                text.Insert(at, text.ToString(0, at));
                break;
            case 5:
                text.Insert(at, string.Concat(Enumerable.Repeat("[", _random.Next(2, 1_000))));
                break;
            default:
                text.Insert(at, _random.NextInt64(long.MinValue, long.MaxValue));
                break;
        }
    }
}
