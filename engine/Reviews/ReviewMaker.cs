using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>A stored session → what can be decided about it → what is signed and what the student reads then. Nothing here knows the store.</summary>
internal sealed class ReviewMaker(ResultMaker results, AtlasYear atlas)
{
    private readonly SignedList _signed = new(atlas);

    public ReviewedProtocol Read(StoredResult stored, long nowMs)
    {
        StudentResult whole = results.Freeze(stored, nowMs);
        Recommendation? computed = whole.Recommendation;
        Profile profile = Profile.FromJson(stored.Profile);
        var under = new ComputedUnder(
            profile.RuleVersion, profile.NormVersion, computed?.RuleVersion, computed is { Atlas: var stamp } ? $"{stamp.Id} {stamp.Version}" : null, computed?.ResultHash);
        return new ReviewedProtocol(stored, whole, HashOf(stored, computed), under, new ComputedList(computed, stored.Grade, atlas));
    }

    /// <summary>A signed version, and the release of what the student reads with it, still without a number.</summary>
    /// <param name="last">The version before it; null with the first.</param>
    public (ReviewRow Row, ReleaseRow Release) Write(
        ReviewedProtocol protocol, ImmutableArray<ReviewChoice> choices, ReviewTexts texts, ReviewSigner signer, ReviewLink? last)
    {
        long now = protocol.Whole.ReleasedAtMs!.Value;
        ReviewRow row = new()
        {
            SessionId = protocol.Stored.SessionId,
            Version = (last?.Version ?? 0) + 1,
            Protocol = protocol.Hash,
            Under = ReviewRow.ToJson(protocol.Under),
            Choices = ReviewRow.ToJson(choices),
            Computed = ReviewRow.Pack(protocol.Whole.Recommendation),
            StudentText = texts.Student,
            ParentText = texts.Parent,
            TeacherText = texts.Teacher,
            TeacherId = texts.TeacherId,
            Signer = signer.Id,
            SignerName = signer.Name,
            SignedAt = now,
            Previous = last?.Hash ?? "",
            Hash = "",
        };
        row = row with { Hash = row.TrueHash() };
        StudentResult result = protocol.Whole with
        {
            Recommendation = protocol.Whole.Recommendation is { } computed ? _signed.Apply(computed, protocol.Stored.Grade, choices) : null,
            Conclusion = new SignedPart(row.Version, texts.Student, signer.Name, now, row.Hash[..SignedPart.SealLength], _signed.Chosen(choices)),
        };
        return (row, ReleaseDesk.RowOf(protocol.Stored, result, signer.Id) with { Review = row.Version });
    }

    /// <summary>Whether nothing a protocol's hash is of has changed in the store.</summary>
    public static bool IsSame(StoredResult one, StoredResult other) => FieldsOf(one).SequenceEqual(FieldsOf(other), StringComparer.Ordinal);

    /// <summary>Of answers, times, profile and recommendation, each with its versions: whatever a psychologist has read.</summary>
    private static string HashOf(StoredResult stored, Recommendation? computed) =>
        Sha256Hex.OfFields([.. FieldsOf(stored), computed?.ResultHash ?? ""]);

    private static string[] FieldsOf(StoredResult stored) =>
    [
        stored.SessionId, stored.BatteryId, stored.BatteryVersion, stored.AnswerValues, stored.AnswerTimes, stored.SectionTimes ?? "", stored.Profile,
    ];
}

/// <param name="Whole">All of the result, as a release without a decision would freeze it.</param>
/// <param name="Hash">Of the protocol.</param>
internal sealed record ReviewedProtocol(StoredResult Stored, StudentResult Whole, string Hash, ComputedUnder Under, ComputedList List);

/// <param name="Name">The name shown.</param>
internal sealed record ReviewSigner(string Id, string Name);

/// <summary>The end of a session's chain.</summary>
internal sealed record ReviewLink
{
    /// <summary>Takes @SessionId.</summary>
    public const string LastOf = "SELECT version, hash FROM review WHERE session_id = @SessionId ORDER BY version DESC";

    public required long Version { get; init; }

    public required string Hash { get; init; }
}
