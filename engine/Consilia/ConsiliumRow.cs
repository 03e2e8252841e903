using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consilia;

/// <summary>One consilium as the store holds it. A later program must go on reading what this one wrote: properties are added, never renamed.</summary>
internal sealed record ConsiliumRow
{
    public const string Columns = """
        k.session_id AS SessionId, k.number, k.school_id AS SchoolId, k.generation, k.revision, k.held_on AS HeldOn, k.participants, k.outside, k.sealed,
        k.written_by AS WrittenBy, k.written_at AS WrittenAt, k.closed_by AS ClosedBy, k.closed_at AS ClosedAt, k.sealed_hash AS SealedHash, k.hash
        """;

    public const string OfSession = $"SELECT {Columns} FROM consilium k WHERE k.session_id = @SessionId ORDER BY k.number";

    public const string Last = $"SELECT {Columns} FROM consilium k WHERE k.session_id = @SessionId AND k.number = (SELECT MAX(l.number) FROM consilium l WHERE l.session_id = @SessionId)";

    public const string Insert = """
        INSERT INTO consilium (session_id, number, school_id, generation, revision, held_on, participants, outside, sealed, written_by, written_at)
        VALUES (@SessionId, @Number, @SchoolId, @Generation, @Revision, @HeldOn, @Participants, @Outside, @Sealed, @WrittenBy, @WrittenAt)
        """;

    public const string Update = """
        UPDATE consilium SET generation = @Generation, revision = @Revision, held_on = @HeldOn, participants = @Participants, outside = @Outside, sealed = @Sealed,
            written_by = @WrittenBy, written_at = @WrittenAt
        WHERE session_id = @SessionId AND number = @Number
        """;

    public const string Close = """
        UPDATE consilium SET closed_by = @ClosedBy, closed_at = @ClosedAt, sealed_hash = @SealedHash, hash = @Hash WHERE session_id = @SessionId AND number = @Number
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Never part of a page: shorter, and readable in an export.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string SessionId { get; init; }

    public required long Number { get; init; }

    public required string SchoolId { get; init; }

    public required long Generation { get; init; }

    public required long Revision { get; init; }

    public string? HeldOn { get; init; }

    public required string Participants { get; init; }

    public required string Outside { get; init; }

    /// <summary>Null when the school has lost its key.</summary>
    public string? Sealed { get; init; }

    public required string WrittenBy { get; init; }

    public required long WrittenAt { get; init; }

    public string? ClosedBy { get; init; }

    public long? ClosedAt { get; init; }

    /// <summary>Of what was sealed when it was closed: the hash of the whole outlives a key that is lost.</summary>
    public string? SealedHash { get; init; }

    public string? Hash { get; init; }

    public bool IsClosed => ClosedAt is not null;

    public static string ToJson(ImmutableArray<Participant> participants) => JsonSerializer.Serialize(participants, Json);

    public static string ToJson(ImmutableArray<OutsideResult> outside) => JsonSerializer.Serialize(outside, Json);

    public ImmutableArray<Participant> ReadParticipants() => JsonSerializer.Deserialize<ImmutableArray<Participant>>(Participants, Json);

    public ImmutableArray<OutsideResult> ReadOutside() => JsonSerializer.Deserialize<ImmutableArray<OutsideResult>>(Outside, Json);

    /// <summary>What the hash of a closed one must be: of everything that was closed, and of what was sealed.</summary>
    public string TrueHash(IEnumerable<StepRow> steps) => Sha256Hex.OfFields(
    [
        SessionId, Told(Number), SchoolId, Told(Generation), Told(Revision), HeldOn ?? "", Participants, Outside, SealedHash ?? "", ClosedBy ?? "", Told(ClosedAt ?? 0),
        .. steps.Where(step => step.Number == Number).OrderBy(step => step.Step).SelectMany(step => new[] { Told(step.Step), step.Kind, step.Due }),
    ]);

    /// <param name="names">Of accounts.</param>
    public ConsiliumView ToView(IReadOnlyDictionary<string, string> names, IEnumerable<StepRow> steps, IReadOnlyList<OutcomeRow> outcomes) => new(
        Number, Generation, Revision, HeldOn is null ? null : Day.Read(HeldOn), ReadParticipants(),
        [.. steps.Where(step => step.Number == Number).Select(step => step.ToView(outcomes))], ReadOutside(), Sealed,
        names.GetValueOrDefault(WrittenBy, WrittenBy), WrittenAt, ClosedBy is null ? null : names.GetValueOrDefault(ClosedBy, ClosedBy), ClosedAt, Hash);

    /// <param name="by">The name of whoever closed it, or wrote it last.</param>
    public HeldConsilium Tell(IEnumerable<StepRow> steps, IReadOnlyList<OutcomeRow> outcomes, string by) => new(
        Number, HeldOn, [.. ReadParticipants().Select(one => new HeldParticipant(one.Role, one.Name))],
        [.. steps.Where(step => step.Number == Number).Select(step => step.ToView(outcomes)).Select(step => new HeldStep(step.Kind, step.Due, step.Outcomes))],
        JsonSerializer.Deserialize<JsonElement>(Outside), WrittenAt, ClosedAt, by, Revision);

    private static string Told(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One agreed step.</summary>
internal sealed record StepRow
{
    public const string OfSession = "SELECT number, step, kind, due FROM consilium_step WHERE session_id = @SessionId ORDER BY number, step";

    public const string Insert = "INSERT INTO consilium_step (session_id, number, step, kind, due) VALUES (@SessionId, @Number, @Step, @Kind, @Due)";

    public const string DropOf = "DELETE FROM consilium_step WHERE session_id = @SessionId AND number = @Number";

    public required long Number { get; init; }

    public required int Step { get; init; }

    public required string Kind { get; init; }

    public required string Due { get; init; }

    /// <param name="outcomes">Of the session, in order.</param>
    public StepView ToView(IEnumerable<OutcomeRow> outcomes) => new(
        StoredText.Read<StepKind>(Kind), Day.Read(Due), [.. outcomes.Where(one => one.Number == Number && one.Step == Step).Select(one => one.ToView())]);
}

/// <summary>What was told of a step, once.</summary>
internal sealed record OutcomeRow
{
    public const string OfSession = """
        SELECT o.number, o.step, o.entry, o.outcome, o.next_due AS Next, COALESCE(a.name, o.told_by) AS ToldBy, o.told_at AS ToldAt
        FROM consilium_outcome o LEFT JOIN account a ON a.id = o.told_by WHERE o.session_id = @SessionId ORDER BY o.number, o.step, o.entry
        """;

    public required long Number { get; init; }

    public required int Step { get; init; }

    public required long Entry { get; init; }

    public required string Outcome { get; init; }

    public string? Next { get; init; }

    public required string ToldBy { get; init; }

    public required long ToldAt { get; init; }

    public OutcomeView ToView() => new(StoredText.Read<StepOutcome>(Outcome), Next is null ? null : Day.Read(Next), ToldBy, ToldAt);
}
