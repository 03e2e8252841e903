using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.ItemModels;
using Diagnostics.Tests.Monitoring;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A methodologist sees which item is harder for girls, how items follow their curves, and what a link of two forms permits. By keyboard, with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ModelStory(Browser browser) : IAsyncLifetime
{
    private const int Planted = 3;

    private readonly RunningServer _server = new() { Demo = false };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_planted_item_is_marked_and_two_forms_are_linked()
    {
        string region = await PlantAsync();
        IPage page = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, region));
        await page.GotoAsync("/region#items");
        await page.SeeAsync("[data-testid=dif][data-compared=true] [data-testid=dif-row] >> nth=59");
        await page.SeeAsync("[data-testid=fit][data-fitted=true] [data-testid=fit-row] >> nth=59");
        await page.LookAsync("items-models");
        await page.GetByTestId("dif-marked").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("[data-testid=dif-row][data-class=c][data-direction=focal]").HasCountAsync(6);
        Assert.Contains("девушки отвечают ниже", await page.InnerTextAsync("[data-testid=dif-table]"), StringComparison.Ordinal);
        await page.LookAsync("items-models-marked");

        // Everybody of a village was left out: too few to tell of.
        await page.GetByTestId("dif-by").SelectOptionAsync("settlement");
        await page.SeeAsync("[data-testid=dif][data-compared=false] [data-testid=dif-scale][data-refusal=few] >> nth=5");
        await page.LookAsync("items-models-withheld");
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-fit-csv-make"));
        Assert.Contains("RMSEA", await File.ReadAllTextAsync(await table.PathAsync()), StringComparison.Ordinal);

        // Of the form that stands first too few have answered; the other one is linked.
        await page.GotoAsync("/region#linking");
        await page.SeeAsync("[data-testid=link-scale][data-refusal=notCalibrated]");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("linking-refused-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.GetByTestId("linking-from").SelectOptionAsync("2");
        await page.SeeAsync("[data-testid=link-scale][data-use=groups] [data-testid=link-item] >> nth=7");
        await page.SeeAsync("[data-testid=link-constants] [data-method=stockingLord]");
        await page.LookAsync("linking");

        // An item is switched off: the link is made without it, and the box keeps the focus.
        await page.Locator("[data-testid=link-by] >> nth=1").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.SeeAsync("[data-testid=linking-without]");
        await page.GetByText("Общих вопросов 7").WaitForAsync();
        Assert.True(await page.Locator("[data-testid=link-by] >> nth=1").EvaluateAsync<bool>("box => box === document.activeElement && !box.checked"));
        await page.LookAsync("linking-without");
        await page.PressAsync("linking-all");
        await page.GetByText("Общих вопросов 8").WaitForAsync();
        IDownload link = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-link-csv-make"));
        Assert.EndsWith(".csv", link.SuggestedFilename, StringComparison.Ordinal);

        // Whoever keeps no content reads the same without texts.
        IPage other = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        await other.GotoAsync("/region#items");
        await other.SeeAsync("[data-testid=dif-row] >> nth=0");
        Assert.DoesNotContain(await FirstTextAsync(region), await other.InnerTextAsync("[data-testid=dif]"), StringComparison.Ordinal);
        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    private async Task<string> FirstTextAsync(string region)
    {
        FormItems items = (await _server.Engine.Figures.ItemsAsync(new OrgNode(NodeKind.Region, region), NormCrowd.KeyOf(NormCrowd.Interests(_server.Engine, 10)), true, default))!;
        return items.Words[0].Text;
    }

    /// <summary>Twelve hundred answers of a city's students, with an item of each scale that girls answer lower; a shorter form of others; a third form of few.</summary>
    private async Task<string> PlantAsync()
    {
        Region region = await _server.Engine.Organisation.AddRegionAsync("Край", default);
        Municipality municipality = await _server.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await _server.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
        await _server.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 2, 0, default);
        Battery battery = _server.Engine.Batteries.For(10)!;
        BatteryStep step = NormCrowd.Interests(_server.Engine, 10);
        ImmutableDictionary<string, InstrumentForm> forms = step.Instrument.Forms.ToImmutableDictionary();
        await NormCrowd.KeepAsync(
            _server.Engine, region.Id,
            new RegionReading(
                2_500, 2_450, false, new Dictionary<StandingReason, long> { [StandingReason.Flagged] = 50 }, 0, 0, 0,
                [
                    Counted(battery, step),
                    new FormReading(step.Instrument, "short36", 100, [], [], []) { Models = PlantedCrowd.Models(forms["short36"], PlantedCrowd.Sample(forms["short36"], 50, -1, 0, 3)) },
                    new FormReading(step.Instrument, "short48", 1_200, [], [], []) { Models = PlantedCrowd.Models(forms["short48"], PlantedCrowd.Sample(forms["short48"], 600, -1, 0, 2, 0.4)) },
                ],
                ToldFigures.None("", "", "")));
        return region.Id;
    }

    private static FormReading Counted(Battery battery, BatteryStep step)
    {
        var tally = new FormTally(step);
        Random random = new(4);
        for (int student = 0; student < 1_200; student++)
        {
            bool isGirl = student % 2 == 0;
            byte[] codes = PlantedCrowd.Codes(step.Form, random, isGirl, Planted, 1.2);
            ImmutableArray<byte[]> all = [.. battery.Steps.Select(one => one == step ? codes : Enumerable.Repeat(ResponseMatrix.Missing, one.Form.Items.Length).ToArray())];
            ProfileSection section = ProfileMaker.Make(battery, all).Sections.Single(one => one.Instrument == step.Instrument.Id);
            tally.Add(section, codes, new long?[battery.ItemCount], SessionGroup.Of(10, isGirl ? "female" : "male", "city", "Округ") with { Draw = FormSample.DrawOf($"{student}") });
        }

        FormReading read = tally.Read();
        return read with { Models = PlantedCrowd.Models(step.Form, read.Sample!), Sample = null };
    }
}
