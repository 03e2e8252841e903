using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Signatures;
using Diagnostics.Web.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.FrozenContent;

/// <summary>A copy of the example's content is frozen; one key of it is changed then, and one word; then it is gone.</summary>
public sealed class ContentVerbTests : VerbTests
{
    private static readonly string Example = Path.Combine(Repository.Root, "examples", "content");

    [Fact]
    public async Task What_was_changed_after_the_freeze_is_named()
    {
        Copy(Example, Folder.PathOf("own"));
        await MakeAsync();
        Assert.Equal(ExitCode.BadInput, await RunAsync("check"));
        Assert.Equal(ExitCode.Success, await RunAsync("freeze"));
        Assert.Equal(ExitCode.Success, await RunAsync("check"));
        Assert.Equal("", Output.ToString());
        Assert.Equal(ExitCode.Success, await RunAsync("rehearse"));
        Assert.EndsWith("faults: 0.", Output.ToString().Trim(), StringComparison.Ordinal);

        // One key: the results of that form are others, and nobody else's.
        Change("\"item\": \"h1\"", "\"item\": \"h1\", \"reverse\": true");
        Assert.Equal(ExitCode.BadInput, await RunAsync("check"));
        Assert.Equal(["changed instrument school-clubs 1.0.0", "changed form school-clubs 1.0.0 full"], Lines());
        Assert.Equal(ExitCode.BadInput, await RunAsync("rehearse"));
        Assert.Equal("differs school-5 1.0.0 school-clubs 1.0.0 full", Lines()[0]);
        Assert.EndsWith("faults: 1.", Lines()[^1], StringComparison.Ordinal);

        // One word.
        Change(", \"reverse\": true", "");
        Change("Очень хочется", "Очень-очень хочется");
        Assert.Equal(ExitCode.BadInput, await RunAsync("check"));
        Assert.Equal(["changed battery school-5 1.0.0", "changed instrument school-clubs 1.0.0", "changed form school-clubs 1.0.0 full"], Lines());

        // The folder is gone: what was frozen is missing.
        Output.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.BadInput, await InvokeAsync(ContentCommand.Create(), "check", "--data", Folder.PathOf("data")));
        Assert.Equal(["missing battery school-5 1.0.0", "missing instrument school-clubs 1.0.0", "missing form school-clubs 1.0.0 full"], Lines());
    }

    [Fact]
    public async Task A_downloaded_list_is_checked_with_the_servers_keys()
    {
        Copy(Example, Folder.PathOf("own"));
        await MakeAsync();
        Assert.Equal(ExitCode.Success, await RunAsync("freeze"));
        await using (DiagnosticsEngine engine = await OpenAsync())
        {
            Region region = (await engine.Organisation.RegionsAsync(default))[0];
            SignedText signed = (await engine.Content.StatementAsync(region.Id, default))!;
            await File.WriteAllTextAsync(Folder.PathOf("list.json"), JsonSerializer.Serialize(signed, JsonSerializerOptions.Web));
            await File.WriteAllTextAsync(Folder.PathOf("other.json"), JsonSerializer.Serialize(signed with { Text = signed.Text.Replace("Край", "Рай", StringComparison.Ordinal) }, JsonSerializerOptions.Web));
            await File.WriteAllTextAsync(Folder.PathOf("keys.json"), JsonSerializer.Serialize(engine.Portfolios.Keys, JsonSerializerOptions.Web));
        }

        Output.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Success, await SignatureAsync("list.json"));
        Assert.StartsWith("Край, ", Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await SignatureAsync("other.json"));
        Assert.Equal(ExitCode.BadInput, await SignatureAsync("keys.json"));
        Assert.Equal(ExitCode.BadInput, await SignatureAsync("nowhere.json"));

        // Broken keys are the keys' fault and not the list's.
        await File.WriteAllTextAsync(Folder.PathOf("keys.json"), "{");
        Output.GetStringBuilder().Clear();
        Messages.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.BadInput, await SignatureAsync("list.json"));
        Assert.Contains("keys.json: no keys in it.", Messages.ToString(), StringComparison.Ordinal);
    }

    private Task<int> SignatureAsync(string file) =>
        InvokeAsync(ContentCommand.Create(), "signature", Folder.PathOf(file), "--keys", Folder.PathOf("keys.json"));

    private Task<DiagnosticsEngine> OpenAsync() => DiagnosticsEngine.OpenAsync(
        new EngineOptions { DataFolder = Folder.PathOf("data"), ContentFolder = Folder.PathOf("own") }, TimeProvider.System, NullLoggerFactory.Instance, default);

    private async Task MakeAsync()
    {
        await using DiagnosticsEngine engine = await OpenAsync();
        Region region = await engine.Organisation.AddRegionAsync("Край", default);
        Municipality municipality = await engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
        await engine.Organisation.AddClassAsync(school.Id, 8, "А", 1, 0, default);
    }

    private async Task<int> RunAsync(string verb)
    {
        Output.GetStringBuilder().Clear();
        return await InvokeAsync(ContentCommand.Create(), verb, "--data", Folder.PathOf("data"), "--content", Folder.PathOf("own"));
    }

    private string[] Lines() => Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Change(string from, string to)
    {
        string file = Folder.PathOf(Path.Combine("own", "instruments", "school-clubs", "1.0.0", "instrument.json"));
        string text = File.ReadAllText(file);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        File.WriteAllText(file, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
