using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A PDF as another program reads it: poppler's pdftotext and pdfinfo.</summary>
internal static partial class PdfReader
{
    public static bool IsThere { get; } = OutsideTool.IsThere("pdftotext") && OutsideTool.IsThere("pdfinfo");

    /// <summary>The text of each page.</summary>
    public static async Task<string[]> PagesAsync(string file)
    {
        string text = await OutsideTool.RunAsync("pdftotext", "-enc", "UTF-8", "-layout", file, "-");
        return [.. text.Split('\f').SkipLast(1)];
    }

    public static async Task<int> CountAsync(string file) =>
        int.Parse(PageCount().Match(await OutsideTool.RunAsync("pdfinfo", file)).Groups[1].Value, CultureInfo.InvariantCulture);

    public static async Task<string> TitleAsync(string file) => Title().Match(await OutsideTool.RunAsync("pdfinfo", file)).Groups[1].Value;

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex PageCount();

    [GeneratedRegex(@"^Title:\s+(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Title();
}
