using QRCoder;

namespace Diagnostics.Web.Api;

/// <summary>A QR code as rows of 0 and 1, for a page that draws it itself: no picture is sent, no markup is made of a text.</summary>
internal static class QrRows
{
    public static IReadOnlyList<string> Of(string text)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. data.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '1' : '0')))];
    }
}
