using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>One signed version as the store holds it. A later program must go on reading what this one wrote: properties are added, never renamed.</summary>
internal sealed record ReviewRow
{
    public const string Columns = """
        session_id AS SessionId, version, protocol, under, choices, computed, student_text AS StudentText, parent_text AS ParentText,
        teacher_text AS TeacherText, teacher_id AS TeacherId, signer, signer_name AS SignerName, signed_at AS SignedAt, previous, hash
        """;

    public const string Insert = """
        INSERT INTO review (session_id, version, protocol, under, choices, computed, student_text, parent_text, teacher_text, teacher_id, signer, signer_name,
            signed_at, previous, hash)
        VALUES (@SessionId, @Version, @Protocol, @Under, @Choices, @Computed, @StudentText, @ParentText, @TeacherText, @TeacherId, @Signer, @SignerName,
            @SignedAt, @Previous, @Hash)
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Never part of a page: shorter, and readable in an export.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string SessionId { get; init; }

    /// <summary>From 1 on, without a gap.</summary>
    public required long Version { get; init; }

    public required string Protocol { get; init; }

    public required string Under { get; init; }

    public required string Choices { get; init; }

    /// <summary>Packed; null where nothing is recommended.</summary>
    public string? Computed { get; init; }

    public required string StudentText { get; init; }

    public string? ParentText { get; init; }

    public string? TeacherText { get; init; }

    public string? TeacherId { get; init; }

    public required string Signer { get; init; }

    public required string SignerName { get; init; }

    public required long SignedAt { get; init; }

    /// <summary>Hash of the version before it; empty with the first.</summary>
    public required string Previous { get; init; }

    public required string Hash { get; init; }

    /// <param name="protocol">Hash of the protocol as it stands now.</param>
    /// <param name="names">Of those who are addressed.</param>
    public SignedVersion ToVersion(string protocol, IReadOnlyDictionary<string, string> names, VersionRelease release) => new(
        Version, Protocol, Protocol == protocol, JsonSerializer.Deserialize<ComputedUnder>(Under, Json)!, ReadChoices(),
        new ReviewTexts(StudentText, ParentText, TeacherText, TeacherId), TeacherId is null ? null : names.GetValueOrDefault(TeacherId, TeacherId), SignerName, SignedAt,
        Hash, release);

    /// <summary>What the hash must be: of everything that was signed, and of the version before.</summary>
    /// <exception cref="InvalidDataException">The computed list cannot be unpacked.</exception>
    public string TrueHash() => Sha256Hex.OfFields(
        SessionId, Version.ToString(CultureInfo.InvariantCulture), Protocol, Under, Choices, Computed is null ? "" : PackedText.Unpack(Computed),
        StudentText, ParentText ?? "", TeacherText ?? "", TeacherId ?? "", Signer, SignerName, SignedAt.ToString(CultureInfo.InvariantCulture), Previous);

    public static string ToJson(ComputedUnder under) => JsonSerializer.Serialize(under, Json);

    public static string ToJson(ImmutableArray<ReviewChoice> choices) => JsonSerializer.Serialize(choices, Json);

    public static string? Pack(Recommendation? computed) => computed is null ? null : PackedText.Pack(JsonSerializer.Serialize(computed, Json));

    public ImmutableArray<ReviewChoice> ReadChoices() => JsonSerializer.Deserialize<ImmutableArray<ReviewChoice>>(Choices, Json);

    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public Recommendation? ReadComputed() => Computed is null ? null : JsonSerializer.Deserialize<Recommendation>(PackedText.Unpack(Computed), Json);
}
