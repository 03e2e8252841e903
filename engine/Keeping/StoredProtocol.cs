using System.Data.Common;

namespace Diagnostics.Engine.Keeping;

/// <summary>What the store holds of one session besides its log: its own row and, of a finished one, packed answers and profile.</summary>
/// <param name="Leaves">Its log is being taken away: it was erased, or belongs to a rehearsal. Such a log may begin late, or be gone.</param>
internal sealed record StoredProtocol(
    string State,
    bool HasKey,
    string? SeatClass,
    string? Class,
    string? School,
    (string Id, string Version)? Battery,
    StoredPacked? Packed,
    string? RuleVersion,
    string? NormVersion,
    string? Profile,
    StoredNeed? Need,
    bool Leaves)
{
    /// <summary>Reads the columns of <see cref="StoreVerifier"/>'s stream.</summary>
    public static StoredProtocol Of(DbDataReader row) => new(
        row.GetString(4),
        row.GetInt64(6) == 1,
        Text(row, 7),
        Text(row, 8),
        Text(row, 9),
        Text(row, 10) is { } id && Text(row, 11) is { } version ? (id, version) : null,
        Text(row, 12) is { } values ? new StoredPacked(values, row.GetString(13), row.GetInt64(14), row.GetInt64(15)) : null,
        Text(row, 16),
        Text(row, 17),
        Text(row, 18),
        Text(row, 19) is { } evidence ? new StoredNeed(evidence, row.GetInt64(20), row.GetString(21), row.GetInt64(22), Text(row, 24)) : null,
        row.GetInt64(23) == 1);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>A packed row as it is stored.</summary>
internal sealed record StoredPacked(string Values, string Times, long Answered, long LastNumber);

/// <summary>The reasons for a talk as they are stored.</summary>
/// <param name="Grade">Of the class, which the rules ask for.</param>
/// <param name="GroupFacts">What groups count of the session.</param>
internal sealed record StoredNeed(string Evidence, long Reasons, string RuleVersion, long Grade, string? GroupFacts);
