using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consilia;

/// <summary>Writes and closes a consilium in one transaction, if what it takes the place of is still so.</summary>
internal sealed class ConsiliumPen(AtlasLibrary atlases, AuditLog audit, OpeningLog openings, TimeProvider clock)
{
    /// <summary>In bounds, and its sectors stand in some atlas.</summary>
    public bool IsSound(ConsiliumPlan plan) => plan.IsSound
        && plan.Outside.SelectMany(result => result.Sectors).All(id => atlases.All.Any(atlas => atlas.Sectors.Any(sector => sector.Id == id)));

    public ConsiliumOutcome Write(WriteScope scope, string classId, int seat, ConsiliumOrder order, string actor)
    {
        if (scope.FirstOrDefault<HeldKeyRow>(HeldKeyRow.OfClass, new { classId, actor }) is not { Wrapped: not null } holder || holder.Generation != order.Generation)
        {
            return ConsiliumOutcome.Changed;
        }

        if (StoredResult.Lock(scope, classId, seat) is not { } sessionId)
        {
            return ConsiliumOutcome.Nothing;
        }

        ConsiliumRow? last = Last(scope, sessionId);
        ConsiliumRow? open = last is { IsClosed: false } ? last : null;
        if (order.Number != (open?.Number ?? (last?.Number ?? 0) + 1) || order.Revision != (open?.Revision ?? 0) + 1)
        {
            return ConsiliumOutcome.Changed;
        }

        scope.Execute(open is null ? ConsiliumRow.Insert : ConsiliumRow.Update, new ConsiliumRow
        {
            SessionId = sessionId,
            Number = order.Number,
            SchoolId = holder.SchoolId,
            Generation = order.Generation,
            Revision = order.Revision,
            HeldOn = order.Plan.HeldOn is { } day ? Day.Of(day) : null,
            Participants = ConsiliumRow.ToJson(order.Plan.Participants),
            Outside = ConsiliumRow.ToJson(order.Plan.Outside),
            Sealed = order.Sealed,
            WrittenBy = actor,
            WrittenAt = Now(),
        });
        scope.Execute(StepRow.DropOf, new { SessionId = sessionId, order.Number });
        foreach ((int index, AgreedStep step) in order.Plan.Steps.Index())
        {
            scope.Execute(StepRow.Insert, new { SessionId = sessionId, order.Number, Step = index + 1, Kind = StoredText.Of(step.Kind), Due = Day.Of(step.Due) });
        }

        openings.TellOnce(scope, new AuditEntry(actor, AuditAct.ConsiliumWritten, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
        return ConsiliumOutcome.Done;
    }

    public ConsiliumOutcome Close(WriteScope scope, string classId, int seat, long number, long revision, string actor)
    {
        if (StoredResult.Lock(scope, classId, seat) is not { } sessionId)
        {
            return ConsiliumOutcome.Nothing;
        }

        if (Last(scope, sessionId) is not { IsClosed: false, Sealed: { } words } open || open.Number != number || open.Revision != revision)
        {
            return ConsiliumOutcome.Changed;
        }

        if (open.HeldOn is null || open.ReadParticipants().IsEmpty)
        {
            return ConsiliumOutcome.Incomplete;
        }

        ConsiliumRow closed = open with { ClosedBy = actor, ClosedAt = Now(), SealedHash = Sha256Hex.Of(words) };
        scope.Execute(ConsiliumRow.Close, closed with { Hash = closed.TrueHash(scope.Query<StepRow>(StepRow.OfSession, new { SessionId = sessionId })) });
        audit.Write(scope, new AuditEntry(actor, AuditAct.ConsiliumHeld, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
        return ConsiliumOutcome.Done;
    }

    private static ConsiliumRow? Last(WriteScope scope, string sessionId) =>
        scope.FirstOrDefault<ConsiliumRow>(ConsiliumRow.Last, new { SessionId = sessionId });

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
