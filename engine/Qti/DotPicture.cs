using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>A picture that is nothing but one PNG: as an instrument's tree of one image, and back as the file.</summary>
internal static partial class DotPicture
{
    /// <summary>The PNG in a frame of its own size.</summary>
    public static JsonObject TreeOf(PngFile png)
    {
        (string width, string height) = (Number(png.Width), Number(png.Height));
        return new JsonObject
        {
            ["tag"] = "svg",
            ["attributes"] = new JsonObject { ["viewBox"] = $"0 0 {width} {height}" },
            ["children"] = new JsonArray(new JsonObject
            {
                ["tag"] = SvgReader.Image,
                ["attributes"] = new JsonObject { ["href"] = Reference(png), ["width"] = width, ["height"] = height },
            }),
        };
    }

    /// <summary>The file of such a tree; null of any other picture.</summary>
    public static byte[]? FileOf(SvgElement picture)
    {
        if (picture.Children is not [{ Tag: SvgReader.Image, Attributes: { Count: 3 } drawn }])
        {
            return null;
        }

        byte[] content = Convert.FromBase64String(drawn["href"][SvgReader.Dots.Length..]);
        return PngFile.Read(content).File is { } png
            && (drawn["width"], drawn["height"], picture.Attributes["viewBox"]) == (Number(png.Width), Number(png.Height), $"0 0 {png.Width} {png.Height}") ? content : null;
    }

    /// <summary>A reference of a foreign picture with what draws it alone; null where it is no PNG that may be shown.</summary>
    public static (string Reference, bool IsLess)? Tidied(string reference)
    {
        string plain = Spaces().Replace(reference, "");
        if (!plain.StartsWith(SvgReader.Dots, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] content = new byte[plain.Length];
        return Convert.TryFromBase64String(plain[SvgReader.Dots.Length..], content, out int length) && PngFile.Read(content.AsSpan(0, length)).File is { } png
            ? (Reference(png), png.Content.Length < length) : null;
    }

    private static string Reference(PngFile png) => SvgReader.Dots + Convert.ToBase64String(png.Content.Span);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
