using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// What nodes on one shared store tell each other: each writes one row for each school in which something changed and its own row as a sign of life, and reads
/// the rows of others that are newer than what it knows. A store of one process has nobody to tell.
/// </summary>
internal sealed class NodePost(Database database, Writer writer, string nodeId)
{
    /// <summary>Of this node, made anew at each start.</summary>
    public string NodeId => nodeId;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private const string FiguresField = "figures";

    // The word load belongs to T-SQL.
    private const string UpdateNode = "UPDATE live_node SET beat_at = @now, revision = @revision, \"load\" = @load, about = @about WHERE id = @nodeId";

    private const string InsertNode = "INSERT INTO live_node (id, name, beat_at, revision, \"load\", about) VALUES (@nodeId, @name, @now, @revision, @load, @about)";

    private static string UpdateSchools(Dialect dialect) =>
        $"DELETE FROM live_school WHERE node_id = @nodeId AND school_id IN (SELECT r.id FROM {dialect.JsonRows})";

    private static string InsertSchools(Dialect dialect) =>
        $"INSERT INTO live_school (node_id, school_id, revision, said) SELECT @nodeId, r.id, @revision, r.body FROM {dialect.JsonRows}";

    /// <summary>Writes this node's words: two statements for any number of schools.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task SayAsync(NodeHead self, IReadOnlyDictionary<string, ClassWord[]> schools, CancellationToken cancellation) => writer.RunAsync(
        null,
        scope =>
        {
            long revision = self.Revision;
            var node = new
            {
                nodeId,
                name = self.Name,
                now = self.BeatAtMs,
                revision,
                load = Write(self.Word),
                about = JsonSerializer.Serialize(self.About, Json),
            };
            if (scope.Execute(UpdateNode, node) == 0)
            {
                scope.Execute(InsertNode, node);
            }

            if (schools.Count > 0)
            {
                var rows = new { nodeId, revision, rows = JsonSerializer.Serialize(schools.Select(school => new { id = school.Key, body = JsonSerializer.Serialize(school.Value, Json) }), Json) };
                scope.Execute(UpdateSchools(scope.Dialect), rows);
                scope.Execute(InsertSchools(scope.Dialect), rows);
            }

            return true;
        },
        cancellation);

    private const string Nodes = "SELECT id, name, beat_at AS BeatAt, revision, \"load\", about FROM live_node";

    private const string Heard = $"{Nodes} WHERE beat_at > @since";

    /// <summary>The name of a node that was heard in the last minute and has other keys; null when there is none.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public static async Task<string?> FindStrangerAsync(Database database, NodeAbout self, CancellationToken cancellation) =>
        (await database.QueryAsync<NodeRow>(Heard, new { since = self.StartedMs - 60_000 }, cancellation))
            .FirstOrDefault(row => row.ReadAbout() is { } about && about.Keys != self.Keys)?.Name;

    private const string OtherNodes = $"{Nodes} WHERE id <> @nodeId";

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<NodeHead>> OthersAsync(CancellationToken cancellation) =>
        [.. (await database.QueryAsync<NodeRow>(OtherNodes, new { nodeId }, cancellation))
            .Select(row => new NodeHead(row.Id, row.Name, row.BeatAt, row.Revision, Read(row.Load), row.ReadAbout()))];

    /// <summary>The figures stand beside the load, so that nodes of the versions before and after read what they know.</summary>
    private static string Write(NodeWord word)
    {
        JsonObject said = JsonSerializer.SerializeToNode(word.Load, Json)!.AsObject();
        if (word.Figures is not null)
        {
            said[FiguresField] = JsonSerializer.SerializeToNode(word.Figures, Json);
        }

        return said.ToJsonString(Json);
    }

    private static NodeWord Read(string said)
    {
        JsonNode whole = JsonNode.Parse(said)!;
        return new NodeWord(whole.Deserialize<NodeLoad>(Json)!, whole[FiguresField]?.Deserialize<NodeFigures>(Json));
    }

    private const string NewerSchools = "SELECT said FROM live_school WHERE node_id = @id AND revision > @since";

    /// <summary>What a node said after a revision.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<ClassWord>> WordsAsync(string id, long since, CancellationToken cancellation) =>
        [.. (await database.QueryAsync<string>(NewerSchools, new { id, since }, cancellation)).SelectMany(said => JsonSerializer.Deserialize<ClassWord[]>(said, Json)!)];

    private const string DropSchools = "DELETE FROM live_school WHERE node_id = @id";

    private const string DropNode = "DELETE FROM live_node WHERE id = @id";

    private const string DropBells = "DELETE FROM node_bell WHERE node_id = @id";

    /// <summary>Takes away what a node said: this one at its end, another that has been silent for long.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task DropAsync(string id, CancellationToken cancellation) => writer.RunAsync(
        null,
        scope => scope.Execute(DropSchools, new { id }) + scope.Execute(DropBells, new { id }) + scope.Execute(DropNode, new { id }),
        cancellation);

    private sealed record NodeRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required long BeatAt { get; init; }

        public required long Revision { get; init; }

        public required string Load { get; init; }

        public required string? About { get; init; }

        public NodeAbout? ReadAbout() => About is { } about ? JsonSerializer.Deserialize<NodeAbout>(about, Json) : null;
    }
}

/// <param name="BeatAtMs">By that node's clock, Unix ms.</param>
/// <param name="About">Null with a node of a version that did not say.</param>
internal sealed record NodeHead(string Id, string Name, long BeatAtMs, long Revision, NodeWord Word, NodeAbout? About);
