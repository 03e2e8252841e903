using System.Text;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Names of a class from the coordinator's keyboard to the teacher's board and the cards, through a change of key, and the proof that none of
/// them ever left the browsers. On a server of its own, so that everything it wrote can be looked through.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class NamesStory(Browser browser) : IAsyncLifetime
{
    private const string Phrase = "восемь синих тракторов едут";
    private const string Markup = "<img src=x onerror=window.hacked=1>";
    private const string TeacherPhrase = "тихий медный самовар поёт";
    private const string NewPhrase = "сорок рыжих облаков плывут";
    private static readonly string[] Names =
        ["Вербилкин Архипп", "Жужелицына Евлампия", "Пустоцветова-Ъ Фёкла", "Чугункин Ювеналий", "Щеглятьев Эраст"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-names-");
    private readonly Overheard _overheard = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = Browser.Executable is null ? null! : await ServerProcess.StartAsync(
        // Its files are searched for names.
        _folder.FullName, 0, null, "--database", await StoryStore.LocationAsync(_folder.FullName, "sqlite"));

    public Task DisposeAsync()
    {
        _server?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [ChromiumFact]
    public async Task Names_reach_the_board_and_the_cards_and_never_the_server()
    {
        IPage keeper = await SignedInAsync("координатор");
        string recovery = await SetUpAsync(keeper);
        await FillAsync(keeper);
        await SwapAsync(keeper);
        IPage teacher = await SignedInAsync("учитель");
        await HandAsync(keeper, teacher);
        await OnBoardAsync(teacher);
        await OnCardsAsync(keeper);
        await FromFileAsync();
        await AtOnceAsync(keeper);
        string renewed = await ChangeKeyAsync(keeper, teacher);
        await RecoverAsync(keeper, recovery, renewed);
        NobodyElseKnows([.. Names, Phrase, TeacherPhrase, NewPhrase, recovery, renewed, recovery.Replace("-", "", StringComparison.Ordinal)]);
        await keeper.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }

    /// <summary>By keyboard alone: keys, the printed recovery key, the school's key.</summary>
    private static async Task<string> SetUpAsync(IPage keeper)
    {
        await keeper.PressAsync("go-names");
        await StageAsync(keeper, "setUp");
        await LookAsync(keeper, "names-set-up");
        await TypeAsync(keeper, "names-phrase", "коротко");
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.Locator("#names-phrase-fault p").WaitForAsync();
        await LookAsync(keeper, "names-phrase-short");
        await TypeAsync(keeper, "names-phrase", Phrase);
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.GetByTestId("key-new").WaitForAsync();
        await LookAsync(keeper, "names-first-key");
        await keeper.PressAsync("key-new");
        string recovery = await keeper.GetByTestId("recovery-key").InnerTextAsync();
        await LookAsync(keeper, "names-recovery-key");
        await keeper.PressAsync("key-use");
        await GenerationAsync(keeper, 1);
        return recovery;
    }

    private static async Task FillAsync(IPage keeper)
    {
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("names-paste").FocusAsync();
        await keeper.Keyboard.InsertTextAsync($"{Names[0]}\n{Names[1]}");
        await keeper.PressAsync("names-take");
        await TypeAsync(keeper, "name-3", Names[2]);
        await keeper.Keyboard.PressAsync("Enter");
        await SaidAsync(keeper);
        await LookAsync(keeper, "names-list");
    }

    /// <summary>Two sat with each other's cards, and then it was a mistake: by keyboard there and back.</summary>
    private static async Task SwapAsync(IPage keeper)
    {
        await keeper.Locator("[data-testid=names-swap] summary").PressAsync("Enter");
        await keeper.GetByTestId("swap-second").SelectOptionAsync("3");
        await LookAsync(keeper, "names-swap");
        foreach (string[] expected in new[] { new[] { Names[2], Names[1], Names[0] }, [Names[0], Names[1], Names[2]] })
        {
            await keeper.PressAsync("swap-do");
            await keeper.GetByTestId("swap-said").Filter(new() { HasText = "1" }).WaitForAsync();
            string[] fields = [await keeper.GetByTestId("name-1").InputValueAsync(), await keeper.GetByTestId("name-2").InputValueAsync(), await keeper.GetByTestId("name-3").InputValueAsync()];
            Assert.Equal(expected, fields);
        }

        await keeper.GetByTestId("names-save").PressAsync("Enter");
        await SaidAsync(keeper);
    }

    private static async Task HandAsync(IPage keeper, IPage teacher)
    {
        await teacher.PressAsync("go-names");
        await TypeAsync(teacher, "names-phrase", TeacherPhrase);
        await teacher.Keyboard.PressAsync("Enter");
        await teacher.GetByTestId("names-waits").WaitForAsync();
        string fingerprint = await teacher.GetByTestId("names-fingerprint").InnerTextAsync();
        await LookAsync(teacher, "names-waits");

        // The phrase is asked once a sign-in: a reload finds the key.
        await keeper.ReloadAsync();
        await keeper.GetByTestId("key-hand").WaitForAsync();
        await keeper.PressAsync("key-hand");
        await keeper.GetByTestId("ask-yes").WaitForAsync();
        Assert.Contains(fingerprint, await keeper.Locator("dialog[open]").InnerTextAsync(), StringComparison.Ordinal);
        await LookAsync(keeper, "names-hand");
        await keeper.PressAsync("ask-yes");
        await keeper.Locator("[data-holds=true][data-person]").WaitForAsync();
        await teacher.PressAsync("names-again");
        await teacher.Locator("[data-testid=names-open][data-holds=true]").WaitForAsync();
        await teacher.PressAsync("names-class");
        await teacher.GetByText(Names[2]).WaitForAsync();
        await teacher.GetByTestId("names-save").HasCountAsync(0);
        await LookAsync(teacher, "names-list-teacher");
    }

    private static async Task OnBoardAsync(IPage teacher)
    {
        await teacher.Locator("[data-testid=names-classes] a").First.ClickAsync();
        await teacher.GetByTestId("lesson-state").WaitForAsync();
        await teacher.GetByTestId("seat-name").HasCountAsync(0);
        await teacher.PressAsync("names-toggle");
        await Seat(teacher, 1).WaitForAsync();
        Assert.Equal(Names[0], await Seat(teacher, 1).InnerTextAsync());
        Assert.Equal(Names[2], await Seat(teacher, 3).InnerTextAsync());
        await LookAsync(teacher, "board-names");
        await teacher.PressAsync("names-toggle");
        await Seat(teacher, 1).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        Assert.DoesNotContain(Names[0], await teacher.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task OnCardsAsync(IPage keeper)
    {
        string room = (await keeper.GetByTestId("names-class").First.GetAttributeAsync("data-class"))!;
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), $"/setup/classes/{room}/cards").ToString());
        await keeper.PressAsync("names-toggle");
        await keeper.GetByText(Names[1]).WaitForAsync();
        Assert.Equal([Names[0], Names[1], Names[2], ""], (await keeper.GetByTestId("card-name").AllTextContentsAsync()).Take(4));
        await keeper.LookAsync("cards-names");
        await keeper.Locator("script:not([src])").HasCountAsync(0);
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), $"/setup/classes/{room}/parents").ToString());
        await keeper.PressAsync("names-toggle");
        await keeper.GetByText(Names[1]).WaitForAsync();
        Assert.Equal([Names[0], Names[1], Names[2], ""], (await keeper.GetByTestId("card-name").AllTextContentsAsync()).Take(4));
        await keeper.LookAsync("parents-names");
        await InRegistryAsync(keeper, room);
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), "/staff#names").ToString());
    }

    /// <summary>Whoever records agreements on paper sees whose they are, when asked for, and once more before it is written.</summary>
    private static async Task InRegistryAsync(IPage keeper, string room)
    {
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), "/staff#consent").ToString());
        await keeper.Locator($"[data-class='{room}']").GetByTestId("consent-open").ClickAsync();
        await keeper.GetByTestId("consent-seat-1").WaitForAsync();
        await keeper.GetByTestId("seat-name").HasCountAsync(0);
        await keeper.PressAsync("names-toggle");
        await keeper.GetByTestId("consent-seat-1").GetByText(Names[0]).WaitForAsync();
        await keeper.GetByTestId("consent-seat-2").GetByRole(AriaRole.Checkbox).CheckAsync();
        await keeper.PressAsync("consent-parent-true");
        await keeper.GetByTestId("ask-yes").WaitForAsync();
        Assert.Contains($"2 ({Names[1]})", await keeper.Locator("dialog[open]").InnerTextAsync(), StringComparison.Ordinal);
        await keeper.Keyboard.PressAsync("Escape");
        await LookAsync(keeper, "staff-consent-names");
    }

    /// <summary>The school keeps its list in a file; a board opened by its PIN shows it, and nothing of it goes anywhere.</summary>
    private async Task FromFileAsync()
    {
        DemoClass demo = DemoClass.All(_server.Output)[1];
        IPage board = await PageAsync(demo.Board.ToString());
        await board.GetByTestId("pin-input").FillAsync(demo.Pin);
        await board.GetByTestId("pin-enter").ClickAsync();
        await board.PressAsync("names-toggle");
        await board.Locator("[data-testid=names-bar-said][data-closed=signIn]").WaitForAsync();
        await board.PressAsync("names-bar-file-open");
        await LookAsync(board, "board-names-file");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await board.GetByTestId("names-bar-file").SetInputFilesAsync(new FilePayload
        {
            Name = "imena.csv",
            MimeType = "text/csv",
            Buffer = Encoding.GetEncoding(1251).GetBytes($"место;имя\r\n2;{Names[4]}\r\n3;{Markup}\r\n"),
        });
        await Seat(board, 2).WaitForAsync();
        Assert.Equal(Names[4], await Seat(board, 2).InnerTextAsync());
        Assert.Equal(Markup, await Seat(board, 3).InnerTextAsync());
        Assert.False(await board.EvaluateAsync<bool>("() => 'hacked' in window"));
        await board.Context.CloseAsync();
    }

    /// <summary>Two tabs write one list: the later one is told, and both changes are there.</summary>
    private static async Task AtOnceAsync(IPage keeper)
    {
        await keeper.GotoAsync("about:blank");
        await keeper.GoBackAsync();
        IPage other = await keeper.Context.NewPageAsync();
        await other.GotoAsync(keeper.Url);
        foreach (IPage page in new[] { keeper, other })
        {
            await page.PressAsync("names-class");
            await page.GetByTestId("name-4").WaitForAsync();
        }

        await TypeAsync(other, "name-4", Names[3]);
        await other.Keyboard.PressAsync("Enter");
        await SaidAsync(other);
        await TypeAsync(keeper, "name-5", Names[4]);
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.GetByTestId("names-merged").WaitForAsync();
        await LookAsync(keeper, "names-merged");
        Assert.Equal(Names[3], await keeper.GetByTestId("name-4").InputValueAsync());
        Assert.Equal(Names[4], await keeper.GetByTestId("name-5").InputValueAsync());
        await keeper.PressAsync("names-save");
        await SaidAsync(keeper);
        await other.CloseAsync();
    }

    private static async Task<string> ChangeKeyAsync(IPage keeper, IPage teacher)
    {
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), "/staff#people").ToString());
        await keeper.Locator("[data-testid^=person-]", new PageLocatorOptions { HasText = "Демо: учитель" }).GetByTestId("person-disable").ClickAsync();
        await keeper.GetByTestId("ask-yes").ClickAsync();
        await keeper.Locator("[data-disabled=true]").WaitForAsync();
        await keeper.GotoAsync(new Uri(new Uri(keeper.Url), "/staff#names").ToString());
        await keeper.GetByTestId("names-due").WaitForAsync();
        await LookAsync(keeper, "names-due");
        await keeper.PressAsync("key-new");
        string renewed = await keeper.GetByTestId("recovery-key").InnerTextAsync();
        await keeper.PressAsync("key-use");
        await GenerationAsync(keeper, 2);
        await keeper.GetByTestId("names-due").HasCountAsync(0);
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("name-4").WaitForAsync();
        Assert.Equal(Names[3], await keeper.GetByTestId("name-4").InputValueAsync());

        await teacher.ReloadAsync();
        await teacher.GetByTestId("pin-input").WaitForAsync();
        return renewed;
    }

    /// <summary>Signing out wipes the key; a forgotten phrase is helped by the newest sheet of paper, and by no other.</summary>
    private async Task RecoverAsync(IPage keeper, string old, string newest)
    {
        await keeper.GetByTestId("staff-home").ClickAsync();
        await keeper.PressAsync("staff-leave");
        await SignInAsync(keeper, "координатор");
        await keeper.PressAsync("go-names");
        await StageAsync(keeper, "locked");
        await TypeAsync(keeper, "names-phrase", NewPhrase);
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.Locator("#names-phrase-fault p").WaitForAsync();
        await keeper.PressAsync("names-forgot");
        await LookAsync(keeper, "names-locked");
        await TypeAsync(keeper, "names-new-phrase", NewPhrase);
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.PressAsync("names-recover");
        foreach (string wrong in new[] { (newest[0] == 'A' ? 'B' : 'A') + newest[1..], old })
        {
            await TypeAsync(keeper, "recovery-typed", wrong);
            await keeper.Keyboard.PressAsync("Enter");
            await keeper.Locator("#recovery-fault p").WaitForAsync();
            await keeper.Locator("[data-testid=names-open][data-holds=true]").HasCountAsync(0);
        }

        await keeper.PressAsync("names-over");
        await LookAsync(keeper, "names-recover");
        await TypeAsync(keeper, "recovery-typed", newest.ToLowerInvariant());
        await keeper.Keyboard.PressAsync("Enter");
        await keeper.Locator("[data-testid=names-open][data-holds=true]").WaitForAsync();
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("name-1").WaitForAsync();
        Assert.Equal(Names[0], await keeper.GetByTestId("name-1").InputValueAsync());
    }

    /// <summary>Every request, every file of the data folder and the log; and what must be found there is found, so that the search is known to work.</summary>
    private void NobodyElseKnows(string[] secrets)
    {
        // Without a goodbye: the write-ahead log stays as it is, and every file can be read.
        _server.Kill();
        (string What, byte[] Sent)[] places =
        [
            .. _overheard.Sent,
            .. Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllBytes(file))),
            ("log", Encoding.UTF8.GetBytes(_server.Output)),
        ];
        Assert.Contains(places, place => place.What.EndsWith("diagnostics.db-wal", StringComparison.Ordinal) && place.Sent.Length > 0);
        Assert.Contains(places, place => place.What.Contains(".db", StringComparison.Ordinal) && new NameTraces("Демо: учитель").IsIn(place.Sent));
        Assert.Contains(places, place => place.What.StartsWith("POST", StringComparison.Ordinal) && new NameTraces("координатор").IsIn(place.Sent));
        Assert.Contains(places, place => place.What.StartsWith("POST", StringComparison.Ordinal) && new NameTraces("\"sealed\"").IsIn(place.Sent));
        Assert.Contains(places, place => place.What == "log" && new NameTraces("доска класса").IsIn(place.Sent));
        foreach (NameTraces secret in secrets.SelectMany(one => one.Split(' ').Where(word => word.Length > 5).Append(one)).Select(one => new NameTraces(one)))
        {
            Assert.True(secret.IsIn(Convert.ToBase64String(Encoding.UTF8.GetBytes($"x{secret}yz"))), $"{secret} is not found where it is.");
            string[] found = [.. places.Where(place => secret.IsIn(place.Sent)).Select(place => place.What)];
            Assert.True(found.Length == 0, $"{secret} lies in {string.Join(", ", found)}");
        }
    }

    private async Task<IPage> PageAsync(string address)
    {
        IBrowserContext device = await browser.DeviceAsync();
        _overheard.ListenTo(device);
        IPage page = await device.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    private async Task<IPage> SignedInAsync(string login)
    {
        IPage page = await PageAsync(new Uri(_server.Address, "/staff").ToString());
        await SignInAsync(page, login);
        return page;
    }

    private async Task SignInAsync(IPage page, string login)
    {
        await page.GetByTestId("staff-login").FillAsync(login);
        await page.GetByTestId("staff-password").FillAsync(StaffTour.PrintedPassword().Match(_server.Output).Groups[1].Value);
        await page.GetByTestId("staff-enter").ClickAsync();
        await page.GetByTestId("home").WaitForAsync();
    }

    private static ILocator Seat(IPage page, int number) => page.GetByTestId($"seat-{number}").GetByTestId("seat-name");

    private static Task StageAsync(IPage page, string stage) => page.Locator($"[data-testid=names][data-stage={stage}]").WaitForAsync();

    private static Task GenerationAsync(IPage page, int generation) => page.Locator($"[data-testid=names-open][data-generation='{generation}']").WaitForAsync();

    private static Task SaidAsync(IPage page) => page.Locator("[data-testid=names-done].notice", new PageLocatorOptions { HasTextRegex = new("Сохранено") }).WaitForAsync();

    private static async Task TypeAsync(IPage page, string testId, string text)
    {
        await page.GetByTestId(testId).FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }

    private static Task LookAsync(IPage page, string name) => PageTour.LookAsync(page, name);
}
