using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>Changes a student's conditions, also in the middle of a section: what is begun and what comes lasts by the new ones.</summary>
public sealed class AccommodationDesk
{
    private readonly SessionRoll _roll;
    private readonly Writer _writer;
    private readonly ControlBell _bell;
    private readonly AuditLog _audit;

    internal AccommodationDesk(SessionRoll roll, Writer writer, ControlBell bell, AuditLog audit) =>
        (_roll, _writer, _bell, _audit) = (roll, writer, bell, audit);

    private const string Update = """
        UPDATE test_session SET accommodation = @accommodation WHERE id = @id AND state IN ('issued', 'inProgress', 'paused')
        """;

    /// <summary>False when there is no such seat or its session is over.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> SetAsync(string classId, int seat, Accommodation accommodation, string actor, CancellationToken cancellation)
    {
        LiveClass? room = await _roll.FindClassAsync(classId, cancellation);
        if (room?.Seats.FirstOrDefault(one => one.Seat == seat) is not { } live)
        {
            return false;
        }

        bool isSet = await _writer.RunAsync(live.Id, scope => Set(scope, live, accommodation, actor), cancellation, done =>
        {
            if (done)
            {
                live.Change(session => session with { Accommodation = accommodation });
            }
        });
        if (isSet)
        {
            _bell.Ring(new SessionControl(ControlKind.Time, classId, live.Id, null, null));
        }

        return isSet;
    }

    private bool Set(WriteScope scope, LiveSession live, Accommodation accommodation, string actor)
    {
        string? stored = accommodation == Accommodation.None ? null : StoredText.Of(accommodation);
        if (scope.Execute(Update, new { id = live.Id, accommodation = stored }) != 1)
        {
            return false;
        }

        _audit.Write(scope, new AuditEntry(actor, AuditAct.AccommodationChanged, "class", live.Room.Id, new OrgNode(NodeKind.Class, live.Room.Id), "one seat"));
        return true;
    }
}
