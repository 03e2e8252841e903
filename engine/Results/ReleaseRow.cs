using System.Globalization;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>One release of one session's result, standing or withdrawn.</summary>
internal sealed record ReleaseRow
{
    public const string Columns = """
        session_id AS SessionId, number, released_by AS ReleasedBy, released_at AS ReleasedAt, rule_version AS RuleVersion,
        norm_version AS NormVersion, atlas, result, review, hash, withdrawn_by AS WithdrawnBy, withdrawn_at AS WithdrawnAt, reason
        """;

    public const string Insert = """
        INSERT INTO result_release (session_id, number, released_by, released_at, rule_version, norm_version, atlas, result, review, hash)
        VALUES (@SessionId, @Number, @ReleasedBy, @ReleasedAt, @RuleVersion, @NormVersion, @Atlas, @Result, @Review, @Hash)
        """;

    public required string SessionId { get; init; }

    /// <summary>From 1 on: a release after a withdrawal has the next one.</summary>
    public required long Number { get; init; }

    public required string ReleasedBy { get; init; }

    public required long ReleasedAt { get; init; }

    public required string RuleVersion { get; init; }

    public string? NormVersion { get; init; }

    /// <summary>Identifier and version of the atlas; null without a recommendation.</summary>
    public string? Atlas { get; init; }

    public required string Result { get; init; }

    /// <summary>The signed version it shows; null where nobody signed.</summary>
    public long? Review { get; init; }

    public required string Hash { get; init; }

    public string? WithdrawnBy { get; init; }

    public long? WithdrawnAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the hash must be.</summary>
    /// <exception cref="InvalidDataException">The result cannot be unpacked.</exception>
    public string TrueHash() => Sha256Hex.OfFields(
    [
        SessionId, Number.ToString(CultureInfo.InvariantCulture), ReleasedBy, ReleasedAt.ToString(CultureInfo.InvariantCulture), RuleVersion,
        NormVersion ?? "", Atlas ?? "", PackedText.Unpack(Result),
        .. Review is { } version ? [version.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
    ]);
}
