namespace Diagnostics.Engine.Campaigns;

/// <summary>Region → municipality → school → class, with the seats and sessions a class is made with.</summary>
public sealed class OrgTree
{
    public Task<Region> AddRegionAsync(string name, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<Municipality> AddMunicipalityAsync(string regionId, string name, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Adds a school with a free three-symbol prefix.</summary>
    public Task<School> AddSchoolAsync(string municipalityId, string name, Settlement settlement, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Adds a class of <paramref name="seats"/> places and <paramref name="spares"/> spare ones, each with its issued session of the grade's battery.</summary>
    /// <exception cref="ArgumentException">The grade has no battery, the letter is not one Cyrillic letter, or the counts are outside 1..40 and 0..10.</exception>
    public Task<SchoolClass> AddClassAsync(string schoolId, int grade, string letter, int seats, int spares, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<Region>> RegionsAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<Municipality>> MunicipalitiesAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<School>> SchoolsAsync(string municipalityId, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<SchoolClass>> ClassesAsync(string schoolId, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<SchoolClass?> FindClassByLinkAsync(string boardLink, CancellationToken cancellation) => throw new NotImplementedException();
}
