using System.Collections.Frozen;
using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;

namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// A region's overlay, looked up for what one person is shown. Places stand by kind (trial, programme, excursion, resource), then by
/// title, then by identifier, so that the order says nothing of the person. Immutable, for any number of threads.
/// </summary>
internal sealed class Nearby
{
    /// <summary>More places of one list are counted, not sent.</summary>
    public const int Most = 12;

    private static readonly ImmutableArray<string> Kinds = ["trial", "programme", "excursion", "resource"];

    private readonly ImmutableArray<RegionalLink> _links;
    private readonly ILookup<string, RegionalProgramme> _ofSector;
    private readonly ILookup<string, RegionalProgramme> _ofProfession;
    private readonly Dictionary<string, Profession> _professions;
    private readonly Dictionary<string, Direction> _directions;

    public Nearby(RegionalOverlay overlay, AtlasYear atlas)
    {
        RegionalProgramme[] places =
        [
            .. overlay.Programmes.Concat(overlay.Resources).OrderBy(place => Kinds.IndexOf(place.Kind))
                .ThenBy(place => place.Title, StringComparer.Ordinal).ThenBy(place => place.Id, StringComparer.Ordinal),
        ];
        _ofSector = ByCode(places, place => place.Sectors);
        _ofProfession = ByCode(places, place => place.Professions);
        _links = overlay.Links;
        _professions = atlas.Professions.ToDictionary(one => one.Code, StringComparer.Ordinal);
        _directions = atlas.Directions.ToDictionary(one => one.Code, StringComparer.Ordinal);
        Demand = DemandOf(overlay.Demand);
        Resources = places.Where(place => place.Link is not null).Select(place => new ResourceLink(ResourceLink.OfPlace + place.Id, place.Title, HostOf(place.Link!)))
            .Concat(overlay.Links.Select(link => new ResourceLink(ResourceLink.OfTemplate + link.Link.Id, link.Link.Title, HostOf(link.Link.Template))))
            .Where(link => link.Id.Length <= ResourceLink.LongestId).ToFrozenDictionary(link => link.Id, StringComparer.Ordinal);
    }

    /// <summary>Every link it can offer to somebody, by identifier.</summary>
    public FrozenDictionary<string, ResourceLink> Resources { get; }

    /// <summary>By code of the profession.</summary>
    public ImmutableDictionary<string, DemandView> Demand { get; private set; }

    /// <summary>The same places beside another demand.</summary>
    public Nearby With(ImmutableDictionary<string, DemandView> demand)
    {
        var other = (Nearby)MemberwiseClone();
        other.Demand = demand;
        return other;
    }

    /// <summary>By code of the profession, of what counts (<see cref="ValidDemand"/>) of several years the furthest, of one year what was said last, of one day the row the region put first.</summary>
    public static ImmutableDictionary<string, DemandView> DemandOf(IEnumerable<RegionalDemand> said) =>
        ValidDemand.Of(said.Where(need => need.System == DemandCodes.Profession)).GroupBy(need => need.Code, StringComparer.Ordinal)
            .ToImmutableDictionary(needs => needs.Key, needs => Show(needs.MaxBy(need => (need.Year, need.Date))!), StringComparer.Ordinal);

    // A released result may name what a later atlas has no more: then it has no links, and places by its code still.
    /// <summary>What there is for the sectors, professions and directions shown, or null when there is nothing.</summary>
    public RegionView? For(int grade, Recommendation shown)
    {
        Dictionary<string, PlaceView> named = new(StringComparer.Ordinal);
        ImmutableArray<NearSector> sectors =
        [
            .. shown.Tiers.SelectMany(tier => tier.Sectors).Select(sector => new NearSector(sector.Id, List(_ofSector[sector.Id])))
                .Where(sector => sector.Near.Total > 0),
        ];
        ImmutableArray<NearProfession> professions =
        [
            .. shown.Professions
                .Select(one => new NearProfession(
                    one.Code, List(_ofProfession[one.Code]),
                    List(_ofSector[one.Sector].Where(place => !place.Professions.Contains(one.Code))),
                    _professions.TryGetValue(one.Code, out Profession? known) ? Links(link => link.AddressOf(known)) : []))
                .Where(one => one.Named.Total + one.Sector.Total + one.Links.Count > 0),
        ];
        ImmutableArray<NearDirection> directions =
        [
            .. shown.Directions.Select(one => new NearDirection(
                    one.Code, _directions.TryGetValue(one.Code, out Direction? known) ? Links(link => link.AddressOf(known)) : []))
                .Where(one => one.Links.Count > 0),
        ];
        return sectors.Length + professions.Length + directions.Length == 0
            ? null
            : new RegionView([.. named.Values.OrderBy(place => place.Id, StringComparer.Ordinal)], sectors, professions, directions);

        NearList List(IEnumerable<RegionalProgramme> places)
        {
            RegionalProgramme[] fitting = [.. places.Where(place => Fits(place, grade))];
            RegionalProgramme[] first = [.. fitting.Take(Most)];
            foreach (RegionalProgramme place in first)
            {
                named[place.Id] = Show(place);
            }

            return new NearList([.. first.Select(place => place.Id)], fitting.Length);
        }
    }

    /// <summary>
    /// Whether some student of the grade is of the age asked for. The age itself is not known; assumed are grade + 6 to grade + 8 years
    /// (14–16 in the eighth grade, 17–19 in the eleventh), as children start school at six to eight.
    /// </summary>
    private static bool Fits(RegionalProgramme place, int grade) =>
        (place.AgeFrom ?? int.MinValue) <= grade + 8 && (place.AgeTo ?? int.MaxValue) >= grade + 6;

    private ImmutableArray<RegionLinkView> Links(Func<AtlasLink, string?> addressOf) =>
    [
        .. from link in _links
           let address = addressOf(link.Link)
           where address is not null
           select new RegionLinkView(link.Link.Id, link.Link.Title, address, link.Source, link.Date),
    ];

    private static ILookup<string, RegionalProgramme> ByCode(
        RegionalProgramme[] places, Func<RegionalProgramme, ImmutableArray<string>> codes) => places
            .SelectMany(place => codes(place).Distinct(StringComparer.Ordinal).Select(code => (Code: code, Place: place)))
            .ToLookup(named => named.Code, named => named.Place, StringComparer.Ordinal);

    private static string HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? uri.IdnHost : "";

    private static PlaceView Show(RegionalProgramme place) => new(
        place.Id, place.Title, place.Kind, place.Organisation, place.Address, place.Link, place.AgeFrom, place.AgeTo, place.Adapted,
        place.Source, place.Date);

    private static DemandView Show(RegionalDemand need) => new(need.Volume, need.Year, need.Region, need.Source, need.Date);
}
