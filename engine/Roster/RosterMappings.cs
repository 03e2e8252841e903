using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>How a place read its sources: by the hash of their headings, never the headings.</summary>
internal sealed class RosterMappings(Database store, Writer writer, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private const string Kept = "SELECT mapping FROM roster_mapping WHERE node_id = @Id AND headings = @hash";

    /// <summary>Null where these headings were never read here.</summary>
    public async Task<RosterColumns?> FindAsync(OrgNode place, IEnumerable<string> headings, CancellationToken cancellation) =>
        await store.FirstOrDefaultAsync<string>(Kept, new { place.Id, hash = RosterColumns.HashOf(headings) }, cancellation) is { } json
            ? JsonSerializer.Deserialize<RosterColumns>(json, Json)
            : null;

    private const string Update = "UPDATE roster_mapping SET mapping = @mapping, written_by = @actor, written_at = @at WHERE node_id = @Id AND headings = @hash";

    private const string Insert = """
        INSERT INTO roster_mapping (node_id, headings, mapping, written_by, written_at) VALUES (@Id, @hash, @mapping, @actor, @at)
        """;

    public Task KeepAsync(OrgNode place, IEnumerable<string> headings, RosterColumns columns, string actor, CancellationToken cancellation)
    {
        var row = new
        {
            place.Id,
            hash = RosterColumns.HashOf(headings),
            mapping = JsonSerializer.Serialize(columns, Json),
            actor,
            at = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return writer.RunAsync(null, scope => scope.Execute(Update, row) == 1 || scope.Execute(Insert, row) == 1, cancellation);
    }
}
