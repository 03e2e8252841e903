using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A PDF as another program reads it: poppler's pdftotext and pdfinfo.</summary>
internal static partial class PdfReader
{
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    public static bool IsThere { get; } = Array.TrueForAll(["pdftotext", "pdfinfo"], tool => Array.Exists(Folders, folder => File.Exists(Path.Combine(folder, tool))));

    /// <summary>The text of each page.</summary>
    public static async Task<string[]> PagesAsync(string file)
    {
        string text = await RunAsync("pdftotext", "-enc", "UTF-8", "-layout", file, "-");
        return [.. text.Split('\f').SkipLast(1)];
    }

    public static async Task<int> CountAsync(string file) =>
        int.Parse(PageCount().Match(await RunAsync("pdfinfo", file)).Groups[1].Value, CultureInfo.InvariantCulture);

    public static async Task<string> TitleAsync(string file) => Title().Match(await RunAsync("pdfinfo", file)).Groups[1].Value;

    private static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{tool}: {await complaint}");
        return text;
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex PageCount();

    [GeneratedRegex(@"^Title:\s+(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Title();
}
