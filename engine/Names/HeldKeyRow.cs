using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Names;

/// <summary>Of the school of a class: the key in use, and whether somebody holds it.</summary>
internal sealed record HeldKeyRow
{
    /// <summary>Takes @classId and @actor.</summary>
    public const string OfClass = """
        SELECT c.school_id AS SchoolId, COALESCE(k.generation, 0) AS Generation, w.wrapped
        FROM school_class c
        LEFT JOIN school_key k ON k.school_id = c.school_id
        LEFT JOIN school_key_wrap w ON w.school_id = c.school_id AND w.account_id = @actor
        WHERE c.id = @classId
        """;

    public required string SchoolId { get; init; }

    public required long Generation { get; init; }

    public string? Wrapped { get; init; }

    /// <summary>With the keys before it, for whoever holds it; of a class that is there.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public static async Task<HeldSchoolKey> ReadAsync(Database database, string classId, string actor, CancellationToken cancellation)
    {
        HeldKeyRow key = (await database.FirstOrDefaultAsync<HeldKeyRow>(OfClass, new { classId, actor }, cancellation))!;
        IReadOnlyList<PastKeyRow> past = key.Wrapped is null ? [] : await database.QueryAsync<PastKeyRow>(PastKeyRow.OfSchool, new { key.SchoolId }, cancellation);
        return new HeldSchoolKey(key.SchoolId, key.Generation, key.Wrapped, [.. past.Select(row => row.ToKey())]);
    }
}

/// <summary>A key of a school that is not in use any more.</summary>
internal sealed record PastKeyRow
{
    /// <summary>Takes @SchoolId.</summary>
    public const string OfSchool = "SELECT generation, sealed FROM school_key_past WHERE school_id = @SchoolId ORDER BY generation";

    public required long Generation { get; init; }

    public required string Sealed { get; init; }

    public PastKey ToKey() => new(Generation, Sealed);
}
