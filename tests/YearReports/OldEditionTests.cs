using Diagnostics.Engine.YearReports;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;
using Verb = Diagnostics.Web.Commands.CommandLine;

namespace Diagnostics.Tests.YearReports;

/// <summary>A report that was frozen by format 1, is what was signed and can be read for good.</summary>
public sealed class OldEditionTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "YearReports");
    private static readonly string Edition = Path.Combine(Folder, "edition-1.json");
    private static readonly string Keys = Path.Combine(Folder, "edition-1-keys.json");
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_still_what_was_signed()
    {
        Assert.Equal(ExitCode.Success, await Verb.RunAsync(["report", "check", Edition, "--keys", Keys]));
        string changed = _folder.PathOf("changed.json"), text = await File.ReadAllTextAsync(Edition);
        await File.WriteAllTextAsync(changed, text.Replace("4004", "4005", StringComparison.Ordinal));
        Assert.NotEqual(text, await File.ReadAllTextAsync(changed));
        Assert.Equal(ExitCode.BadInput, await Verb.RunAsync(["report", "check", changed, "--keys", Keys]));
    }

    [Fact]
    public void Its_numbers_and_words_can_be_read()
    {
        ReportFile file = ReportFile.FromJson(File.ReadAllText(Edition));
        ReportData data = CanonicalJson.Read<ReportData>(file.Data);
        Assert.Equal((1, "Край «Ёж» & <b> 100\u00a0% \ud83d\ude00", 2026), (data.Format, data.Place, data.Year));
        Assert.Equal((0, false, null), (data.NotCounted.Length, data.IsBehind, data.Leavers));
        Assert.NotEmpty(data.Figures.Rows);
        Assert.Contains(CanonicalJson.Read<ReportDocument>(file.Document).Sections, section => section.Id == "participation");
    }
}
