using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;

namespace Diagnostics.Engine.Recommendations;

/// <summary>Which profiles of grades 10–11 prepare for the university directions of the professions shown.</summary>
internal static class ProfileAdvice
{
    private const int Most = 2;

    /// <summary>A profile is named when it covers at least this share of the directions.</summary>
    private const double LeastShare = 0.4;

    /// <summary>At most two profiles; the universal one (listed last in the atlas) when none covers enough.</summary>
    public static ImmutableArray<ProfileView> Of(AtlasYear atlas, IEnumerable<Profession> shown, Func<string, Direction> direction)
    {
        string[] groups = [.. shown.SelectMany(one => one.Ways).Select(direction).Where(way => !way.IsCollege).Select(way => way.GroupCode)];
        if (groups.Length == 0 || atlas.Profiles.IsEmpty)
        {
            return [];
        }

        SchoolProfile universal = atlas.Profiles[^1];
        ImmutableArray<SchoolProfile> named =
        [
            .. atlas.Profiles.Where(profile => profile != universal)
                .Select(profile => (Profile: profile, Share: groups.Count(profile.Groups.Contains) / (double)groups.Length))
                .Where(covered => covered.Share >= LeastShare)
                .OrderByDescending(covered => covered.Share)
                .ThenBy(covered => covered.Profile.Id, StringComparer.Ordinal)
                .Take(Most)
                .Select(covered => covered.Profile),
        ];
        return [.. (named.IsEmpty ? [universal] : named).Select(Show)];
    }

    public static ProfileView Show(SchoolProfile profile) => new(profile.Id, profile.Title, profile.Description, profile.Samples);
}
