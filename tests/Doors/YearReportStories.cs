using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Tests.Monitoring;
using Diagnostics.Web.Access;
using Diagnostics.Web.Commands;
using Verb = Diagnostics.Web.Commands.CommandLine;

namespace Diagnostics.Tests.Doors;

/// <summary>The yearly report through the door: who writes, who reads, whose it is; and a frozen one checked by the verb.</summary>
public sealed class YearReportStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_region_writes_and_freezes_its_report_and_nobody_elsewhere_has_it()
    {
        (Region region, Municipality own) = await RegionAsync();
        using HttpClient author = await server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, region.Id));
        await GivePasswordAsync(author);
        JsonElement page = await author.GetFromJsonAsync<JsonElement>("/api/report");
        string stamp = page.GetProperty("stamp").GetString()!;
        Assert.Equal((HttpStatusCode.OK, ""), await PostAsync(author, "words", new { stamp, paragraph = "quality.self", section = "quality", text = "Свои слова." }));
        Assert.Equal((HttpStatusCode.Conflict, "report-changed"), await PostAsync(author, "words", new { stamp, paragraph = "quality.self", section = "quality", text = "Другие." }));
        Assert.Equal((HttpStatusCode.BadRequest, "report-invalid"), await PostAsync(author, "section", new { stamp, section = "nobody", isLeftOut = true }));
        Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), await PostAsync(author, "freeze", new { stamp, revision = 1, proof = new { password = "wrong" } }));
        Assert.Equal((HttpStatusCode.Conflict, "report-changed"), await PostAsync(author, "freeze", new { stamp, revision = 0, proof = new { password = RunningServer.Password } }));
        Assert.Equal((HttpStatusCode.OK, ""), await PostAsync(author, "freeze", new { stamp, revision = 1, proof = new { password = RunningServer.Password } }));
        string edition = (await author.GetFromJsonAsync<JsonElement>("/api/report")).GetProperty("editions")[0].GetProperty("id").GetString()!;

        // The year may be named; one without lessons has no report.
        int year = page.GetProperty("year").GetInt32();
        Assert.Equal(stamp, (await author.GetFromJsonAsync<JsonElement>($"/api/report?year={year}")).GetProperty("stamp").GetString());
        Assert.Equal((HttpStatusCode.OK, ""), await PostAsync(author, "section", new { year, stamp, section = "method", isLeftOut = true }));
        Assert.Equal((HttpStatusCode.Conflict, "report-no-reading"), await PostAsync(author, "section", new { year = year - 1, stamp, section = "method", isLeftOut = false }));
        Assert.Equal((HttpStatusCode.Conflict, "report-no-reading"), await PostAsync(author, "freeze", new { year = year - 1, stamp, revision = 2, proof = new { password = RunningServer.Password } }));
        foreach (string without in new[] { $"/api/report?year={year - 1}", "/api/report?year=-1" })
        {
            using HttpResponseMessage none = await author.GetAsync(new Uri(without, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        using HttpResponseMessage unread = await author.GetAsync(new Uri("/api/report?year=twenty", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, unread.StatusCode);

        using HttpClient reader = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region.Id));
        Assert.Contains("Свои слова.", await reader.GetStringAsync(new Uri("/api/report", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(reader, "words", new { stamp, paragraph = "quality.self", section = "quality", was = "Свои слова." })).Status);
        (Region other, _) = await RegionAsync();
        foreach ((StaffRole role, OrgNode place) in new[] { (StaffRole.Municipality, new OrgNode(NodeKind.Municipality, own.Id)), (StaffRole.Region, new OrgNode(NodeKind.Region, other.Id)) })
        {
            using HttpClient elsewhere = await server.StaffAsync(role, place);
            using HttpResponseMessage foreign = await elsewhere.GetAsync(new Uri($"/api/report/editions/{edition}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
            string told = await elsewhere.GetStringAsync(new Uri("/api/report", UriKind.Relative));
            Assert.DoesNotContain("Свои слова.", told, StringComparison.Ordinal);
            Assert.DoesNotContain(edition, told, StringComparison.Ordinal);
        }

        await CheckAsync(author, edition);
    }

    /// <summary>The file of an edition and the keys anybody can have are all it takes.</summary>
    private async Task CheckAsync(HttpClient author, string edition)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-report-");
        try
        {
            string file = Path.Combine(folder.FullName, "report.json"), keys = Path.Combine(folder.FullName, "keys.json");
            string text = (await author.GetFromJsonAsync<JsonElement>($"/api/report/editions/{edition}")).GetProperty("file").GetRawText();
            using HttpClient nobody = server.Client();
            await File.WriteAllTextAsync(keys, await nobody.GetStringAsync(new Uri("/api/portfolio/keys.json", UriKind.Relative)));
            await File.WriteAllTextAsync(file, text);
            Assert.Equal(ExitCode.Success, await Verb.RunAsync(["report", "check", file, "--keys", keys]));
            string right = await File.ReadAllTextAsync(keys);
            string x = JsonSerializer.Deserialize<JsonElement>(right).GetProperty("keys")[0].GetProperty("x").GetString()!;
            foreach (string wrong in new[] { "{\"keys\":[null]}", "{", "[]", "{\"keys\":null}", right.Replace(x, x[..^4], StringComparison.Ordinal), right.Replace(x, "", StringComparison.Ordinal), right.Replace(x, new string('A', x.Length), StringComparison.Ordinal) })
            {
                await File.WriteAllTextAsync(keys, wrong);
                Assert.Equal(ExitCode.BadInput, await Verb.RunAsync(["report", "check", file, "--keys", keys]));
            }

            await File.WriteAllTextAsync(keys, right);
            await File.WriteAllTextAsync(file, text.Replace("Край", "Крой", StringComparison.Ordinal));
            Assert.Equal(ExitCode.BadInput, await Verb.RunAsync(["report", "check", file, "--keys", keys]));
            Assert.Equal(ExitCode.BadInput, await Verb.RunAsync(["report", "check", file]));
            await File.WriteAllTextAsync(file, "{}");
            Assert.Equal(ExitCode.BadInput, await Verb.RunAsync(["report", "check", file, "--keys", keys]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task GivePasswordAsync(HttpClient author)
    {
        string id = (await author.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("id").GetString()!;
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash WHERE id = @id", new { id, hash }), default);
    }

    private async Task<(Region Region, Municipality Own)> RegionAsync()
    {
        Region region = await server.Engine.Organisation.AddRegionAsync($"Край {Guid.NewGuid():N}", default);
        Municipality own = await server.Engine.Organisation.AddMunicipalityAsync(region.Id, "Свой округ", default);
        School school = await server.Engine.Organisation.AddSchoolAsync(own.Id, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        await server.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 2, 0, default);
        string version = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Version;
        ToldFigures told = ToldFigures.None(version, region.Id, region.Name) with { Municipalities = [new ToldMunicipality(new ToldPlace(own.Id, own.Name, []), [])] };
        await NormCrowd.KeepAsync(server.Engine, region.Id, NormCrowd.Reading(NormCrowd.Interests(server.Engine, 10), false, (10, "female", own.Name, 60)) with { Indicators = told });
        return (region, own);
    }

    private static async Task<(HttpStatusCode Status, string Code)> PostAsync(HttpClient caller, string what, object order)
    {
        using HttpResponseMessage reply = await caller.PostAsJsonAsync($"/api/report/{what}", order);
        JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (reply.StatusCode, told.TryGetProperty("code", out JsonElement code) ? code.GetString()! : "");
    }
}
