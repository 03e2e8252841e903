namespace Diagnostics.Tests.EndToEnd;

/// <summary>Tables and documents as an office program opens them: LibreOffice without a window, which hands them on in another format.</summary>
internal sealed class OfficeReader : IDisposable
{
    private const string Tool = "soffice";

    /// <summary>Semicolons, quotes where needed, UTF-8, from the first line on, cells as they are shown.</summary>
    private const string Csv = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-office-");

    public static bool IsThere { get; } = OutsideTool.IsThere(Tool);

    /// <summary>The first sheet of a workbook or a CSV, a line a row.</summary>
    public async Task<string[]> RowsAsync(string file)
    {
        string[] reads = Path.GetExtension(file) == ".csv" ? ["--infilter=CSV:59,34,76,1,,1049"] : [];
        return await File.ReadAllLinesAsync(await ConvertAsync(file, Csv, reads));
    }

    /// <summary>A document as it is laid out, page by page.</summary>
    public async Task<string[]> PagesAsync(string file) => await PdfReader.PagesAsync(await ConvertAsync(file, "pdf"));

    /// <summary>With a home of its own, so that nothing of whoever runs the tests is read or left.</summary>
    private async Task<string> ConvertAsync(string file, string format, params string[] reads)
    {
        DirectoryInfo converted = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        string home = new Uri(Path.Combine(_folder.FullName, "home")).AbsoluteUri;
        await OutsideTool.RunAsync(Tool, ["--headless", $"-env:UserInstallation={home}", .. reads, "--convert-to", format, "--outdir", converted.FullName, file]);
        return Assert.Single(converted.GetFiles()).FullName;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
