namespace Diagnostics.Engine.Campaigns;

/// <summary>Adds a school by the names people know, making the municipality (and a first region) when they are not there yet.</summary>
public sealed class SchoolRegister(OrgTree organisation)
{
    /// <summary>The same register, with somebody at it: what is made is written down as theirs.</summary>
    public SchoolRegister By(string actor) => new(organisation.By(actor));

    internal const string FirstRegion = "Наш регион";

    /// <param name="regionName">What the region is called, if this school is the first of all.</param>
    public async Task<School> AddSchoolAsync(
        string? regionName, string municipalityName, string name, Settlement settlement, CancellationToken cancellation)
    {
        Municipality municipality = await FindOrAddMunicipalityAsync(regionName ?? FirstRegion, municipalityName.Trim(), cancellation);
        return await organisation.AddSchoolAsync(municipality.Id, name.Trim(), settlement, cancellation);
    }

    /// <summary>The same in a region that is there.</summary>
    public async Task<School> AddSchoolInAsync(
        string regionId, string municipalityName, string name, Settlement settlement, CancellationToken cancellation)
    {
        Municipality municipality = await FindOrAddMunicipalityInAsync(regionId, municipalityName.Trim(), cancellation);
        return await organisation.AddSchoolAsync(municipality.Id, name.Trim(), settlement, cancellation);
    }

    /// <summary>The school with this name, made when it is not there.</summary>
    public async Task<School> FindOrAddSchoolAsync(
        string municipalityName, string name, Settlement settlement, CancellationToken cancellation)
    {
        Municipality municipality = await FindOrAddMunicipalityAsync(FirstRegion, municipalityName.Trim(), cancellation);
        IReadOnlyList<School> schools = await organisation.SchoolsAsync(municipality.Id, cancellation);
        return schools.FirstOrDefault(school => school.Name == name.Trim())
            ?? await organisation.AddSchoolAsync(municipality.Id, name.Trim(), settlement, cancellation);
    }

    private async Task<Municipality> FindOrAddMunicipalityAsync(string regionName, string name, CancellationToken cancellation)
    {
        IReadOnlyList<Region> regions = await organisation.RegionsAsync(cancellation);
        Region region = regions.Count > 0 ? regions[0] : await organisation.AddRegionAsync(regionName, cancellation);
        return await FindOrAddMunicipalityInAsync(region.Id, name, cancellation);
    }

    private async Task<Municipality> FindOrAddMunicipalityInAsync(string regionId, string name, CancellationToken cancellation)
    {
        IReadOnlyList<Municipality> municipalities = await organisation.MunicipalitiesAsync(regionId, cancellation);
        return municipalities.FirstOrDefault(municipality => municipality.Name == name)
            ?? await organisation.AddMunicipalityAsync(regionId, name, cancellation);
    }
}
