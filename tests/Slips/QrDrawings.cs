using System.Text.Json;
using QRCoder;

namespace Diagnostics.Tests.Slips;

/// <summary>
/// The client's own QR encoder is compared with drawings of the one that prints the cards (web/client/test/slip.test.ts). Here the drawings are
/// held to be that encoder's.
/// </summary>
public sealed class QrDrawings
{
    private static readonly string Drawn = Path.Combine(Repository.Root, "web", "client", "test", "qr.fixture.json");

    /// <summary>The bytes of an address and capitals behind it: versions with one and several blocks, with and without alignment.</summary>
    private static readonly (string Address, string Tail)[] Texts =
    [
        ("https://a.ru/#", ""), ("", "A1"), ("", Capitals(60)), ("https://diagnostika.example.ru/slip#", Capitals(90)),
        ("", Capitals(300)), ("", Capitals(547)), ("", Capitals(700)), ("https://diagnostika.example.ru/slip#", Capitals(600)), ("", Capitals(1_240)),
    ];

    [Fact]
    public void The_drawings_the_client_is_compared_with_are_the_printing_encoders()
    {
        string now = JsonSerializer.Serialize(Texts.Select(Draw), JsonSerializerOptions.Web);
        Assert.Equal(now, File.ReadAllText(Drawn).Trim());
    }

    private static Drawing Draw((string Address, string Tail) text)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text.Address + text.Tail, QRCodeGenerator.ECCLevel.L);
        string[] rows = [.. data.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '1' : '0')))];

        // Bits 12..10 of the format, in the row below the first finder pattern, with their mask of 101.
        int quiet = 4;
        string format = rows[quiet + 8].Substring(quiet + 2, 3);
        return new Drawing(text.Address, text.Tail, Convert.ToInt32(format, 2) ^ 0b101, rows);
    }

    private static string Capitals(int length) => string.Concat(Enumerable.Range(0, length).Select(at => "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"[at * at % 33]));

    private sealed record Drawing(string Address, string Tail, int Mask, string[] Rows);
}
