using System.IO.Compression;
using System.Text;
using Diagnostics.Engine;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Exports;

/// <summary>An invented region to export from.</summary>
public sealed class ExportHouse : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("diagnostics-exports-").FullName;

    public DiagnosticsEngine Engine { get; private set; } = null!;

    public string Region { get; private set; } = null!;

    public ExportCampaign Campaign { get; private set; } = null!;

    internal ExportOrder Order => new() { CampaignId = Campaign.Id, Traits = new TraitDetail(true, true, true, PlaceDetail.Municipality), IsEverybody = true, HasTimes = true };

    public async Task InitializeAsync()
    {
        Engine = await DiagnosticsEngine.OpenAsync(new EngineOptions { DataFolder = Folder }, TimeProvider.System, NullLoggerFactory.Instance, default);
        await Engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 4, Classes: 16, Students: 420, Seed: 5)), new Progress<double>(), default);
        Region = (await Engine.Organisation.RegionsAsync(default))[0].Id;
        Campaign = Assert.Single(await Engine.Exports.CampaignsAsync(Region, default));
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal async Task<ExportPlan> PlanAsync(ExportOrder order) => (await Engine.Exports.PlanAsync(Region, order, new Progress<double>(), default))!;

    internal async Task<byte[]> FileAsync(ExportPlan plan, ExportFormat format)
    {
        using MemoryStream file = new();
        await Engine.Exports.WriteAsync(plan, format, "tester", file, new Progress<double>(), default);
        return file.ToArray();
    }

    /// <summary>The parts of an archive by name.</summary>
    internal static Dictionary<string, string> PartsOf(byte[] file)
    {
        using ZipArchive archive = new(new MemoryStream(file));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using StreamReader text = new(entry.Open(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            return text.ReadToEnd();
        });
    }
}
