using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.LiveDay;

/// <summary>The day as it was counted last; nothing in it changes.</summary>
internal sealed record DayState(
    long Revision, long AtMs, IReadOnlyList<PlaceDay> Regions, IReadOnlyList<PlaceDay> Municipalities, IReadOnlyList<DayTrouble> Troubles, IReadOnlyList<DayServer> Servers,
    DayRehearsed? Rehearsed)
{
    /// <summary>Nothing was counted yet.</summary>
    public static DayState None { get; } = new(0, 0, [], [], [], [], null);

    /// <summary>A place with its schools that changed after a revision; empty where it has no schools yet.</summary>
    public DayView Of(OrgNode place, string life, long since)
    {
        IReadOnlyList<PlaceDay> places = place.Kind == NodeKind.Region ? Regions : Municipalities;
        if (places.FirstOrDefault(one => one.Id == place.Id) is not { } whole)
        {
            return new DayView($"{life}-{Revision}", true, AtMs, "", DayCount.None, [], [], [], [], Servers, Rehearsed);
        }

        IReadOnlyList<PlaceDay> parts = place.Kind == NodeKind.Region ? [.. Municipalities.Where(one => one.RegionId == place.Id)] : [whole];
        HashSet<string> inside = [.. parts.Select(part => part.Id)];
        return new DayView(
            $"{life}-{Revision}", since == 0, AtMs, whole.Name, whole.Count, [.. parts.Select(part => new DayMunicipality(part.Id, part.Name, part.Count, part.Troubles))],
            [.. whole.Schools.Where(school => school.Revision > since).Select(school => school.Told)],
            [.. Troubles.Where(trouble => trouble.Place is not { } where || inside.Contains(where.MunicipalityId))], whole.Trend, Servers, Rehearsed);
    }
}

/// <param name="RegionId">Of the region it is or lies in.</param>
/// <param name="Schools">Each with the revision in which it last changed.</param>
internal sealed record PlaceDay(
    string Id, string Name, string RegionId, DayCount Count, int Troubles, IReadOnlyList<(DaySchool Told, long Revision)> Schools, IReadOnlyList<DayMinute> Trend);
