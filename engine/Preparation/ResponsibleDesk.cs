using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Preparation;

/// <summary>
/// The register of those who answer for the campaign in a school: adults of its staff with a way to reach them. Entered by whoever keeps staff, confirmed by the school.
/// Who may do it is decided before.
/// </summary>
public sealed class ResponsibleDesk
{
    public const int MostOfSchool = 12;
    public const int Longest = 120;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly OpeningLog _openings;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal ResponsibleDesk(Database database, Writer writer, OpeningLog openings, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _openings, _audit, _clock) = (database, writer, openings, audit, clock);

    private const string FromNewest = "FROM school_class c JOIN campaign g ON g.id = c.campaign_id WHERE " + OrgPaths.NewestLessons + " AND " + RegionCampaign.IsNewest;

    private const string Under = $"""
        SELECT p.id, p.school_id AS SchoolId, p.role, p.name, p.contact, COALESCE(e.name, p.entered_by) AS EnteredBy, p.entered_at AS EnteredAt, p.confirmed_at AS ConfirmedAt,
            CASE WHEN p.confirmed_for = (SELECT MAX(g.id) {FromNewest} AND c.school_id = s.id)
                THEN 1 ELSE 0 END AS Confirmed
        FROM school_person p
        JOIN school s ON s.id = p.school_id
        JOIN municipality m ON m.id = s.municipality_id
        LEFT JOIN account e ON e.id = p.entered_by
        WHERE {OrgPaths.SchoolUnder}
        ORDER BY s.name, s.id, p.role, p.name, p.id
        """;

    /// <summary>Those of all schools at and under a place, written down as opened.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<ImmutableArray<ResponsiblePerson>> ReadAsync(OrgNode place, string actor, CancellationToken cancellation)
    {
        ImmutableArray<ResponsiblePerson> persons =
        [
            .. (await _database.QueryAsync<Row>(Under, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation)).Select(row => row.ToPerson()),
        ];
        if (!persons.IsEmpty)
        {
            await _openings.TellAsync(actor, AuditAct.ResponsibleRead, place, cancellation);
        }

        return persons;
    }

    private const string OfSchool = "SELECT COUNT(*) FROM school_person WHERE school_id = @schoolId";

    private const string Insert = """
        INSERT INTO school_person (id, school_id, role, name, contact, entered_by, entered_at) VALUES (@id, @schoolId, @role, @name, @contact, @actor, @now)
        """;

    private const string Update = """
        UPDATE school_person SET role = @role, name = @name, contact = @contact, entered_by = @actor, entered_at = @now, confirmed_for = NULL, confirmed_by = NULL, confirmed_at = NULL
        WHERE id = @id AND school_id = @schoolId
        """;

    /// <summary>Enters a person, or changes one: what the school has confirmed is then to be confirmed again.</summary>
    /// <param name="person">Null for a new one.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<EnterPersonOutcome> EnterAsync(string schoolId, string? person, PersonEntry entry, string actor, CancellationToken cancellation)
    {
        if (!entry.IsValid)
        {
            return Task.FromResult(EnterPersonOutcome.Invalid);
        }

        var row = new
        {
            id = person ?? NewId.Next(),
            schoolId,
            role = StoredText.Of(entry.Role),
            name = entry.Name!.Trim(),
            contact = entry.Contact!.Trim(),
            actor,
            now = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return _writer.RunAsync(
            null,
            scope =>
            {
                if (person is null && scope.Scalar<long>(OfSchool, row) >= MostOfSchool)
                {
                    return EnterPersonOutcome.TooMany;
                }

                if (scope.Execute(person is null ? Insert : Update, row) == 0)
                {
                    return EnterPersonOutcome.Unknown;
                }

                Tell(scope, actor, AuditAct.ResponsibleEntered, schoolId);
                return EnterPersonOutcome.Done;
            },
            cancellation);
    }

    private const string Drop = "DELETE FROM school_person WHERE id = @person AND school_id = @schoolId";

    /// <summary>Takes a person away without a trace but the entry in the log, which names nobody; false when the school has none such.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> DropAsync(string schoolId, string person, string actor, CancellationToken cancellation) =>
        DoAsync(Drop, AuditAct.ResponsibleDropped, schoolId, person, actor, cancellation);

    private const string Confirm = $"""
        UPDATE school_person SET confirmed_by = @actor, confirmed_at = @now, confirmed_for = (SELECT MAX(g.id) {FromNewest} AND c.school_id = @schoolId)
        WHERE id = @person AND school_id = @schoolId AND EXISTS (SELECT 1 {FromNewest} AND c.school_id = @schoolId)
        """;

    /// <summary>The school says that this is right for its region's newest campaign; false when the school has none such, or no classes in it yet.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> ConfirmAsync(string schoolId, string person, string actor, CancellationToken cancellation) =>
        DoAsync(Confirm, AuditAct.ResponsibleConfirmed, schoolId, person, actor, cancellation);

    private Task<bool> DoAsync(string sql, AuditAct act, string schoolId, string person, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            bool done = scope.Execute(sql, new { schoolId, person, actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 1;
            if (done)
            {
                Tell(scope, actor, act, schoolId);
            }

            return done;
        },
        cancellation);

    private void Tell(WriteScope scope, string actor, AuditAct act, string schoolId) =>
        _audit.Write(scope, new AuditEntry(actor, act, "school", schoolId, new OrgNode(NodeKind.School, schoolId)));

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required string Role { get; init; }

        public required string Name { get; init; }

        public required string Contact { get; init; }

        public required string EnteredBy { get; init; }

        public required long EnteredAt { get; init; }

        public long? ConfirmedAt { get; init; }

        public required int Confirmed { get; init; }

        public ResponsiblePerson ToPerson() => new(
            Id, SchoolId, StoredText.Read<ResponsibleRole>(Role), Name, Contact, EnteredBy, EnteredAt, Confirmed == 1 ? ConfirmedAt : null);
    }
}

/// <summary>What somebody answers for.</summary>
public enum ResponsibleRole
{
    /// <summary>The whole of it in the school.</summary>
    Lead,

    /// <summary>Computers and the network.</summary>
    Technician,

    /// <summary>Talks after the lesson.</summary>
    Psychologist,
}

/// <param name="Name">1..120 signs on one line.</param>
/// <param name="Contact">A telephone or an address for post, 1..120 signs on one line.</param>
public sealed record PersonEntry(ResponsibleRole Role, string? Name, string? Contact)
{
    internal bool IsValid => Enum.IsDefined(Role) && IsLine(Name) && IsLine(Contact);

    private static bool IsLine(string? text) => !string.IsNullOrWhiteSpace(text) && text.Trim().Length <= ResponsibleDesk.Longest && !text.Any(char.IsControl);
}

/// <param name="EnteredBy">The name of whoever did.</param>
/// <param name="ConfirmedAtMs">By the school for its region's newest campaign; null when it has not.</param>
public sealed record ResponsiblePerson(
    string Id, string SchoolId, ResponsibleRole Role, string Name, string Contact, string EnteredBy, long EnteredAtMs, long? ConfirmedAtMs);

public enum EnterPersonOutcome
{
    Done,

    /// <summary>No name or contact, or one that does not fit.</summary>
    Invalid,

    /// <summary>The school has no such person.</summary>
    Unknown,

    /// <summary>The school has as many as it may.</summary>
    TooMany,
}
