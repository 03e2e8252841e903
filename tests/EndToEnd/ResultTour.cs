using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;
using Diagnostics.Tests.Recommendations;
using Diagnostics.Web;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The result page in every state, on replies the engine itself makes: axe, both widths, and the parts that unfold.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ResultTour(Browser browser)
{
    private static readonly InstrumentLibrary Instruments = InstrumentLibrary.LoadBuiltIn();
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(Instruments);
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;
    private static readonly Recommender Recommender = new(Atlas);
    private static readonly ResultWriter Writer = new(Instruments, ReadingLibrary.LoadBuiltIn(), Recommender);
    private static readonly double[] Explorer = [2.0, 3.7, 0.8, 0.9, 0.5, 1.2];

    [ChromiumFact]
    public async Task A_ninth_grader_opens_reasons_marks_what_is_interesting_and_hands_over_to_a_parent() => await WalkAsync(9);

    [ChromiumFact]
    public async Task An_eleventh_grader_opens_reasons_marks_what_is_interesting_and_hands_over_to_a_parent() => await WalkAsync(11);

    [ChromiumFact]
    public async Task A_ranked_list_stands_in_bands()
    {
        ReferenceMeans group = ReferenceMeans.Create(
            [.. Persons.Riasec.Forms["full"].Key.Scales.Cast<ComparableScale>().Select(ComparableScore.Of)],
            [16, 19, 18, 24, 20, 17], [8, 8, 9, 8, 8, 8], 300);
        await LookAtAsync("ranked", new RecommendationRequest(11, Persons.Leaning(Explorer, spread: 0.6)) { Reference = group });
    }

    [ChromiumFact]
    public async Task Who_has_no_list_reads_why_and_what_to_do()
    {
        await LookAtAsync("flat", new RecommendationRequest(9, Persons.Answers("full", (_, place) => (byte)(place % 5))));
        await LookAtAsync("sameAnswers", new RecommendationRequest(9, Persons.Answers("full", (_, _) => 2)));
        await LookAtAsync("tooFewAnswers", new RecommendationRequest(9, null));
        await LookAtAsync("unclear", new RecommendationRequest(9, Persons.Leaning(Explorer)) { NeedsTalk = true });
    }

    [ChromiumFact]
    public async Task A_lesson_cut_by_the_bell_and_a_pictogram_form_have_a_result()
    {
        Battery battery = Batteries.For(9)!;
        string?[] cut = [.. Answers(battery).Select((value, item) => item < 70 ? value : null)];
        IPage page = await OpenAsync(Result(9, battery, cut));
        await page.LookAsync("result-cut");
        await page.Context.CloseAsync();
        Battery pictures = Batteries.All.Last(one => one.Id == "lesson-pictogram");
        page = await OpenAsync(Result(8, pictures, Answers(pictures)));
        await page.LookAsync("result-pictogram");
        await page.Context.CloseAsync();
        Battery reader = Batteries.For(9, BatteryVariant.Reader)!;
        page = await OpenAsync(Result(9, reader, Answers(reader)) with { LeftOut = LeftOutResult.Of(reader) });
        await page.GetByTestId("left-out").WaitForAsync();
        await page.LookAsync("result-reader");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Who_is_close_to_many_fields_reads_their_names_and_unfolds_them_by_keyboard()
    {
        RecommendationRequest request = new(9, Persons.Leaning([2.6, 2.6, 2.5, 2.4, 2.4, 0.9], seed: 4, spread: 1.2));
        Recommendation made = Recommender.Recommend(request);
        Assert.True(made.Tiers[0].Sectors.Count > 6, "The profile is not wide.");
        IPage page = await OpenAsync(Result(9, request) with
        {
            OwnPlan = new OwnPlan("Поступить в вуз", ["Обсужу свои планы дома"], "В ближайшие семь дней", ["Больше узнать о профессиях"], true),
        });
        await page.GetByTestId("list-wide").WaitForAsync();
        await page.GetByTestId("wants-talk").WaitForAsync();
        await page.Locator("[data-card]").Filter(new LocatorFilterOptions { Visible = true }).HasCountAsync(0);
        await LookAsync(page, "result-wide");
        ILocator sector = page.GetByTestId($"sector-{made.Tiers[0].Sectors[0].Id}");
        await sector.Locator("summary").First.PressAsync("Enter");
        await sector.Locator("[data-card]").First.WaitForAsync();
        await page.LookAsync("result-wide-unfolded");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Tasks_that_are_shown_stand_beside_a_profession()
    {
        RecommendationRequest request = new(11, Persons.Leaning(Explorer, spread: 0.6))
        {
            Strengths = ImmutableDictionary<string, string>.Empty.Add("numerical", "Числа"),
        };
        Recommendation made = Recommender.Recommend(request);
        string code = made.Tiers[0].Sectors.SelectMany(sector => sector.Professions)
            .First(one => made.Professions.Single(known => known.Code == one).AptitudesFor.Count > 0);
        Battery battery = Batteries.For(11)!;
        Profile profile = ProfileMaker.Make(battery, Answers(battery));
        IPage page = await OpenAsync(Result(11, request) with { Sections = Writer.Sections(profile, ShowSettings.Everything) });
        string tasks = await page.GetByTestId("result-tasks").InnerTextAsync();
        Assert.All(new[] { "Слова и выводы", "Числа", "Фигуры и механизмы", "в этот раз" }, words => Assert.Contains(words, tasks, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("±", tasks, StringComparison.Ordinal);
        Assert.DoesNotContain("хочется", tasks, StringComparison.Ordinal);
        ILocator card = page.GetByTestId($"profession-{code}");
        await card.Locator("summary").First.PressAsync("Enter");
        Assert.Contains("Числа", await card.InnerTextAsync(), StringComparison.Ordinal);
        await page.LookAsync("result-aptitudes");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task What_a_region_adds_unfolds_beside_sectors_professions_and_ways()
    {
        RegionalOverlay demo = DemoOverlay.Of(Atlas);
        Nearby nearby = new(
            demo with
            {
                Programmes = [.. demo.Programmes, .. Atlas.Professions.Select(one => demo.Programmes[1] with { Id = one.Code, Professions = [one.Code] })],
                Demand = [.. Atlas.Professions.Select(one => new RegionalDemand(one.Code, 2030, 120, "Пример", "Пример", "2026-11-21"))],
                Links =
                [
                    .. new[] { "profession", "direction" }.Select(by => new RegionalLink(
                        new AtlasLink(by, "Пример портала", by, "https://example.org/{code}"), "Пример", "2026-11-21")),
                ],
            },
            Atlas);
        RecommendationRequest request = new(9, Persons.Leaning(Explorer, spread: 0.6)) { Demand = nearby.Demand };
        Recommendation made = Recommender.Recommend(request);
        IPage page = await OpenAsync(Result(9, request) with { Recommendation = made with { Region = nearby.For(9, made) } });
        await page.Locator("[data-testid^=near-sector-] > summary").First.ClickAsync();
        ILocator profession = page.Locator("[data-testid^=profession-]").First;
        await profession.Locator("summary").First.PressAsync("Enter");
        string code = (await profession.GetAttributeAsync("data-card"))!;
        await page.GetByTestId($"near-{code}").Locator("summary").First.PressAsync("Enter");
        foreach (ILocator links in await profession.GetByTestId("region-links").AllAsync())
        {
            await links.Locator("summary").PressAsync("Enter");
            Assert.Equal("noopener noreferrer", await links.Locator("a").First.GetAttributeAsync("rel"));
        }

        await LookAsync(page, "result-region");
        await page.GetByTestId("for-parents").ClickAsync();
        await page.Locator("[data-testid=result][data-audience=parent]").WaitForAsync();
        await LookAsync(page, "result-region-parents");
        await page.Context.CloseAsync();
    }

    private async Task WalkAsync(int grade)
    {
        IPage page = await OpenAsync(Result(grade, new RecommendationRequest(grade, Persons.Leaning(Explorer, spread: 0.6))));
        await LookAsync(page, $"result-families-{grade}");
        Assert.Equal("families", await page.GetByTestId("recommendation").GetAttributeAsync("data-state"));
        ILocator profession = page.Locator("[data-testid^=profession-]").First;
        string code = (await profession.GetAttributeAsync("data-testid"))!["profession-".Length..];
        await profession.Locator("summary").First.ClickAsync();
        await page.GetByTestId($"why-{code}").ClickAsync();
        await LookAsync(page, $"result-why-{grade}");
        await page.GetByTestId($"mark-yes-{code}").ClickAsync();
        await page.GetByTestId("my-list").GetByTestId($"profession-{code}").WaitForAsync();
        string other = (await page.Locator("[data-testid^=sector-] [data-testid^=profession-]").First.GetAttributeAsync("data-testid"))!;
        await page.GetByTestId(other).Locator("summary").First.ClickAsync();
        await page.GetByTestId(other.Replace("profession-", "mark-no-", StringComparison.Ordinal)).ClickAsync();
        await page.GetByTestId("put-off").WaitForAsync();
        await LookAsync(page, $"result-marked-{grade}");
        await page.GetByTestId("for-parents").ClickAsync();
        await page.Locator("[data-testid=result][data-audience=parent]").WaitForAsync();
        await LookAsync(page, $"result-parents-{grade}");
        await page.Context.CloseAsync();
    }

    private async Task LookAtAsync(string state, RecommendationRequest request)
    {
        IPage page = await OpenAsync(Result(request.Grade, request));
        Assert.Equal(state, await page.GetByTestId("recommendation").GetAttributeAsync("data-state"));
        await page.LookAsync($"result-{state}");
        await page.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page, string name)
    {
        foreach ((string look, ColorScheme scheme, Contrast contrast) in new[]
        {
            ("light", ColorScheme.Light, Contrast.NoPreference), ("dark", ColorScheme.Dark, Contrast.NoPreference), ("contrast", ColorScheme.Light, Contrast.More),
        })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, Contrast = contrast, ReducedMotion = ReducedMotion.Reduce });
            await page.LookAsync($"{name}-{look}");
        }
    }

    internal static string?[] Answers(Battery battery)
    {
        string?[] values = new string?[battery.ItemCount];
        foreach (Engine.Sessions.AnswerEntry answer in new SimulatedStudent(battery, new Random(5)).Answers())
        {
            values[answer.Item] = answer.Value;
        }

        return values;
    }

    private static StudentResult Result(int grade, RecommendationRequest request)
    {
        Battery battery = Batteries.For(grade)!;
        return Result(grade, battery, Answers(battery)) with { Recommendation = Recommender.Recommend(request) };
    }

    internal static StudentResult Result(int grade, Battery battery, string?[] values)
    {
        Profile profile = ProfileMaker.Make(battery, values);
        PackedAnswers packed = new(values, [.. values.Select((value, item) => value is null ? null : (long?)(item * 4_000))]);
        return new StudentResult(
            "Школа № 1", $"{grade}Б", grade, 1_795_201_200_000, true, Writer.Sections(profile, new ShowSettings()),
            Writer.Recommendation(grade, battery, profile, packed, new ShowSettings()))
        {
            OwnPlan = OwnPlan.Of(battery, packed),
            Withheld = Writer.Withheld(profile, new ShowSettings()),
        };
    }

    /// <summary>The page with its reply set by the test; everything else is the server's.</summary>
    private async Task<IPage> OpenAsync(StudentResult result)
    {
        JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
        Server.ConfigureJson(json);
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.RouteAsync("**/api/result", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(result, json),
        }));
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync("AAAA-BBBB-CCCC");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("result").WaitForAsync();
        return page;
    }
}
