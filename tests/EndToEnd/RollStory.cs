using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Roster;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A school's coordinator brings the school's own list: classes with their places come to the server, names into the encrypted lists, and no name is heard on the line.</summary>
[Collection(InOneBrowser.Name)]
public sealed class RollStory(Browser browser) : IAsyncLifetime
{
    private const string List =
        "ФИО;Класс;Пол;Особые условия\nСидоров Пётр;8 «б»;м;\nИванова Анна;8-Б;ж;1,5\nКузнецов Лев;9 физмат;м;\nЗаречная Яна;класс неизвестен;ж;\nОзёрный Тит;9 физмат;м;плохо видит\n";

    private static readonly string[] Secret = ["Сидоров", "Иванова", "Кузнецов", "Заречная", "Озёрный", "неизвестен", "видит"];

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_schools_own_list_becomes_places_and_encrypted_names()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await page.MakeKeyAsync();
        Overheard heard = new();
        heard.ListenTo(page.Context);

        await BringAsync(page, List);
        await page.SeeAsync("[data-testid=roll][data-step=columns]");
        await page.LookAsync("roll-columns");
        await page.PressAsync("roll-look");
        await page.SeeAsync("[data-testid=roll-plan][data-classes='2'][data-faults='2']");
        await page.SeeAsync("[data-testid=roll-fault][data-line='5'][data-kind=class]");
        await page.SeeAsync("[data-testid=roll-fault][data-line='6'][data-kind=accommodation]");
        await page.SeeAsync("[data-testid=roll-class][data-change=new][data-added='2'] >> nth=0");
        await page.LookAsync("roll-plan");
        await page.PressAsync("roll-apply");
        await page.SeeAsync("[data-testid=roll][data-step=done]");

        SchoolClass eighth = (await _server.Engine.Organisation.ClassesAsync(sheet.School.Id, default)).Single(room => room.Name == "8Б");
        OwnSeat[] silent = [new(null, null)];
        RosterClassLine line = Assert.Single((await _server.Engine.OwnClasses.LookAsync(sheet.School.Id, [new OwnClass("8Б", silent)], default))!);
        Assert.Equal((2, RosterChange.Unchanged), (line.Before, line.Change));
        OwnSeat[] told = [new(Sex.Male, null), new(Sex.Female, Engine.Sessions.Accommodation.Time150)];
        Assert.Equal(0, Assert.Single((await _server.Engine.OwnClasses.LookAsync(sheet.School.Id, [new OwnClass("8Б", told)], default))!).Told);

        // The list opens with the names at their places.
        await page.Locator($"[data-testid=names-class][data-class='{eighth.Id}']").PressAsync("Enter");
        await page.SeeAsync("[data-testid=names-list][data-stage=ready]");
        Assert.Equal(("Сидоров Пётр", "Иванова Анна", ""), (
            await page.GetByTestId("name-1").InputValueAsync(), await page.GetByTestId("name-2").InputValueAsync(), await page.GetByTestId("name-3").InputValueAsync()));

        // The same file again: everybody is there already.
        await BringAsync(page, List);
        await page.PressAsync("roll-look");
        await page.SeeAsync("[data-testid=roll-class][data-change=unchanged][data-added='0'][data-known='2'] >> nth=1");
        AssertUnheard(heard);
        await page.Context.CloseAsync();
    }

    private static void AssertUnheard(Overheard heard)
    {
        Assert.Contains(heard.Sent, one => one.What.EndsWith("/roster", StringComparison.Ordinal));
        Assert.Contains(heard.Sent, one => one.What.StartsWith("POST", StringComparison.Ordinal) && one.What.Contains("/api/names/classes/", StringComparison.Ordinal));
        foreach ((string what, byte[] sent) in heard.Sent)
        {
            // A browser's JSON writes Cyrillic letters as they are; an address escapes them.
            string text = Uri.UnescapeDataString(Encoding.UTF8.GetString(sent));
            Assert.True(Secret.All(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase)), what);
        }
    }

    private static Task BringAsync(IPage page, string text) =>
        page.GetByTestId("roll-file").SetInputFilesAsync(new FilePayload { Name = "список.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
}
