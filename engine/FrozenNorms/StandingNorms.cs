using System.Collections.Immutable;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>
/// Which frozen versions a session is compared with: of each of its sections the newest of its own campaign, otherwise of the last one before; of simulated students never for a person.
/// What a release names is what stood then, whatever was frozen since.
/// </summary>
internal static class StandingNorms
{
    private const string Candidates = """
        SELECT v.id AS Id, v.instrument AS Instrument, v.version AS Version, v.form AS Form, v.number AS Number, g.year AS Year
        FROM test_session x
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign own ON own.id = c.campaign_id
        JOIN norm_version v ON v.region_id = own.region_id AND v.simulated = x.simulated
        JOIN campaign g ON g.id = v.campaign_id AND g.year <= own.year
        WHERE x.id = @sessionId
        """;

    private const string ProfileOf = "SELECT profile FROM profile WHERE session_id = @sessionId";

    private const string Released = "SELECT norm_version FROM result_release WHERE session_id = @sessionId AND withdrawn_at IS NULL";

    /// <summary>As a release names them; null where there are none.</summary>
    public static string? Name(WriteScope scope, string sessionId)
    {
        IReadOnlyList<Candidate> candidates = scope.Query<Candidate>(Candidates, new { sessionId });
        if (candidates.Count == 0 || scope.FirstOrDefault<string>(ProfileOf, new { sessionId }) is not { } profile)
        {
            return null;
        }

        ImmutableArray<string> ids = Choose(candidates, Profile.FromJson(profile));
        return ids.IsEmpty ? null : string.Join(' ', ids);
    }

    /// <summary>Identifiers of the versions a session is seen in: while it is released those the release names, otherwise those that stand now.</summary>
    public static async Task<ImmutableArray<string>> OfAsync(Database database, string sessionId, Profile profile, bool isReleased, CancellationToken cancellation)
    {
        if (isReleased)
        {
            string? named = await database.FirstOrDefaultAsync<string>(Released, new { sessionId }, cancellation);
            return [.. (named ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        }

        return Choose(await database.QueryAsync<Candidate>(Candidates, new { sessionId }, cancellation), profile);
    }

    private static ImmutableArray<string> Choose(IReadOnlyList<Candidate> candidates, Profile profile) =>
    [
        .. profile.Sections
            .Select(section => candidates.Where(one => (one.Instrument, one.Version, one.Form) == (section.Instrument, section.Version, section.Form))
                .OrderBy(one => one.Year).ThenBy(one => one.Number).LastOrDefault()?.Id)
            .OfType<string>(),
    ];

    private sealed record Candidate
    {
        public required string Id { get; init; }

        public required string Instrument { get; init; }

        public required string Version { get; init; }

        public required string Form { get; init; }

        public required long Number { get; init; }

        public required int Year { get; init; }
    }
}
