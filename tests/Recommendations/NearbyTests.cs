using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Tests.Recommendations;

/// <summary>What a region adds stands beside a recommendation and never in it.</summary>
public sealed class NearbyTests
{
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;
    private static readonly Recommendation Shown = Recommend();
    private static readonly ProfessionView One = Shown.Professions[0];

    [Fact]
    public void An_overlay_changes_neither_hash_nor_list()
    {
        Nearby nearby = new(DemoOverlay.Of(Atlas) with { Demand = [Need(2030, 90)] }, Atlas);
        Recommendation with = Recommend(nearby.Demand) with { Region = nearby.For(9, Shown) };
        Assert.NotNull(with.Region);
        Assert.Equal(90, with.Professions[0].Demand!.Volume);
        Assert.Equal(Shown.ResultHash, with.ResultHash);
        Assert.Equal(Shown.Professions.Select(one => one.Code), with.Professions.Select(one => one.Code));
        Assert.Equal(
            Shown.Tiers.SelectMany(tier => tier.Sectors).Select(sector => sector.Id), with.Tiers.SelectMany(tier => tier.Sectors).Select(sector => sector.Id));
    }

    [Fact]
    public void What_names_a_profession_stands_with_it_and_what_names_its_sector_with_the_sector()
    {
        RegionView region = For(9, Place("own") with { Professions = [One.Code] }, Place("wide") with { Sectors = [One.Sector] },
            Place("both") with { Professions = [One.Code], Sectors = [One.Sector] })!;
        Assert.Equal(["both", "wide"], region.Sectors.Single(sector => sector.Id == One.Sector).Near.Places);
        NearProfession profession = region.Professions.Single(one => one.Code == One.Code);
        Assert.Equal(["both", "own"], profession.Named.Places);
        Assert.Equal(["wide"], profession.Sector.Places);
        Assert.Equal(["both", "own", "wide"], region.Places.Select(place => place.Id));
    }

    [Fact]
    public void Nothing_is_said_of_what_is_not_shown()
    {
        string elsewhere = Atlas.Sectors.Select(sector => sector.Id).First(id => Shown.Professions.All(one => one.Sector != id));
        Assert.Null(For(9, Place("far") with { Sectors = [elsewhere] }));
        Assert.Null(new Nearby(DemoOverlay.Of(Atlas), Atlas).For(9, new Recommender(Atlas).Recommend(new RecommendationRequest(9, null))));
    }

    [Theory]
    [InlineData(8, null, null, true)]
    [InlineData(8, 16, null, true)]
    [InlineData(8, 17, null, false)]
    [InlineData(8, null, 14, true)]
    [InlineData(8, null, 13, false)]
    [InlineData(11, 19, 30, true)]
    [InlineData(11, 20, 30, false)]
    [InlineData(11, 10, 16, false)]
    public void A_place_is_named_where_some_age_of_the_grade_fits(int grade, int? from, int? to, bool named) => Assert.Equal(
        named, For(grade, Place("one") with { Professions = [One.Code], AgeFrom = from, AgeTo = to }) is not null);

    [Fact]
    public void Places_stand_by_kind_title_and_identifier_whether_adapted_or_not()
    {
        RegionalProgramme[] places =
        [
            Place("e", "resource", "А"), Place("d", "excursion", "А"), Place("c", "programme", "Б"), Place("b", "programme", "А"),
            Place("a", "programme", "А"), Place("f", "trial", "Я") with { Adapted = true }, Place("g", "trial", "А"),
        ];
        IReadOnlyList<string> order = Listed(places);
        Assert.Equal(["g", "f", "a", "b", "c", "d", "e"], order);
        Assert.Equal(order, Listed([.. places.Reverse()]));

        static IReadOnlyList<string> Listed(RegionalProgramme[] places) =>
            For(9, [.. places.Select(place => place with { Professions = [One.Code] })])!.Professions.Single(one => one.Code == One.Code).Named.Places;
    }

    [Fact]
    public void Of_many_places_the_first_are_sent_and_all_that_fit_are_counted()
    {
        NearList near = For(9, [.. Enumerable.Range(0, 40).Select(
            number => Place($"p{number:00}") with { Professions = [One.Code], AgeFrom = number < 30 ? 14 : 30 })])!.Professions.Single().Named;
        Assert.Equal(Nearby.Most, near.Places.Count);
        Assert.Equal(30, near.Total);
    }

    [Fact]
    public void Of_several_forecasts_the_furthest_is_shown()
    {
        Nearby nearby = new(new RegionalOverlay("Край", 2026) { Demand = [Need(2027, 1), Need(2030, 2), Need(2030, 3), Need(2029, 4)] }, Atlas);
        Assert.Equal(new DemandView(2, 2030, "Край", "Служба", "2026-11-21"), Assert.Single(nearby.Demand).Value);
    }

    [Fact]
    public void Links_are_made_from_the_codes_of_professions_and_directions()
    {
        ImmutableArray<RegionalLink> links = [Link("profession"), Link("soc"), Link("okz"), Link("direction")];
        RegionView region = new Nearby(new RegionalOverlay("Край", 2026) { Links = links }, Atlas).For(9, Shown)!;
        Profession known = Atlas.Professions.Single(one => one.Code == One.Code);
        Assert.Equal(
            new[] { known.Code, known.Soc, known.Okz }.OfType<string>().Select(code => $"https://example.org/{code}"),
            region.Professions.Single(one => one.Code == One.Code).Links.Select(link => link.Url));
        Assert.Equal(Shown.Directions.Select(way => $"https://example.org/{way.Code}"), region.Directions.Select(way => way.Links.Single().Url));

        static RegionalLink Link(string by) => new(new AtlasLink(by, "Портал", by, "https://example.org/{code}"), "Служба", "2026-11-21");
    }

    [Fact]
    public void Every_link_that_can_be_offered_is_known_by_its_identifier()
    {
        RegionalLink portal = new(new AtlasLink("jobs", "Портал", "soc", "https://jobs.example.org/{code}"), "Служба", "2026-11-21");
        Nearby nearby = new(new RegionalOverlay("Край", 2026) { Links = [portal], Programmes = [Place("club") with { Link = "https://кружок.example.org/a" }, Place("plain")] }, Atlas);
        Assert.Equal(["link-jobs", "place-club"], nearby.Resources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new ResourceLink("link-jobs", "Портал", "jobs.example.org"), nearby.Resources["link-jobs"]);
    }

    private static Recommendation Recommend(ImmutableDictionary<string, DemandView>? demand = null) => new Recommender(Atlas).Recommend(
        new RecommendationRequest(9, Persons.Leaning([3.6, 1.5, 0.6, 0.6, 0.8, 1.2], spread: 0.6))
        {
            Demand = demand ?? ImmutableDictionary<string, DemandView>.Empty,
        });

    private static RegionView? For(int grade, params RegionalProgramme[] places) =>
        new Nearby(new RegionalOverlay("Край", 2026) { Programmes = [.. places] }, Atlas).For(grade, Shown);

    private static RegionalDemand Need(int year, int volume) => new(One.Code, year, volume, "Служба", "Край", "2026-11-21");

    private static RegionalProgramme Place(string id, string kind = "trial", string title = "Проба") =>
        new(id, title, kind, "Кванториум", "", null, false, "Служба", "2026-11-21") { Sectors = [], Professions = [] };
}
