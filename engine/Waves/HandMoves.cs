using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Waves;

/// <summary>One lesson of a class moved by hand. Who may do it is decided before.</summary>
public sealed class HandMoves
{
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal HandMoves(Writer writer, BatteryLibrary batteries, AuditLog audit, TimeProvider clock) =>
        (_writer, _batteries, _audit, _clock) = (writer, batteries, audit, clock);

    private const string SlotFor = """
        SELECT c.campaign_id AS CampaignId, c.grade, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion,
            (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id AND t.spare = 0) AS Students
        FROM school_class c WHERE c.id = @classId AND c.kind = 'lesson'
        """;

    private const string Taken = """
        SELECT COUNT(*) FROM class_slot k JOIN seat t ON t.class_id = k.class_id AND t.spare = 0
        WHERE k.wave_id = @waveId AND k.starts_at = @startsAt AND k.class_id <> @classId
        """;

    // Slots of a campaign never run at the same time, so their starts tell which comes first.
    private const string OutOfOrder = """
        SELECT COUNT(*) FROM class_slot k WHERE k.class_id = @classId
            AND ((k.lesson < @lesson AND k.starts_at >= @startsAt) OR (k.lesson > @lesson AND k.starts_at <= @startsAt))
        """;

    /// <summary>Moves a lesson of a class into a slot, where it then stays; or takes it out of its slot, so that the planner finds it another.</summary>
    /// <param name="lesson">Of its battery, from 1.</param>
    /// <param name="waveId">Null to take it out.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<MoveOutcome> MoveAsync(string classId, int lesson, string? waveId, long startsAtMs, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            MoveOutcome outcome = waveId is null ? TakeOut(scope, classId, lesson) : Move(scope, classId, lesson, waveId, startsAtMs);
            if (outcome == MoveOutcome.Done)
            {
                _audit.Write(scope, new AuditEntry(actor, AuditAct.SlotMoved, "class", classId, new OrgNode(NodeKind.Class, classId), lesson == 1 ? "" : $"lesson {lesson}"));
            }

            return outcome;
        },
        cancellation);

    private static MoveOutcome TakeOut(WriteScope scope, string classId, int lesson)
    {
        scope.Execute(SlotDesk.Remove, new { classId, lesson });
        return MoveOutcome.Done;
    }

    private MoveOutcome Move(WriteScope scope, string classId, int lesson, string waveId, long startsAtMs)
    {
        var row = new { classId, lesson, waveId, startsAt = startsAtMs, byHand = 1 };
        if (scope.FirstOrDefault<ForRow>(SlotFor, row) is not { } room
            || lesson < 1 || lesson > _batteries.LessonsOf(room.BatteryId, room.BatteryVersion)
            || scope.Query<WaveRow>(WaveRow.OfCampaign, new { campaignId = room.CampaignId }).FirstOrDefault(one => one.Id == waveId) is not { Stage: not WaveState.Ended } wave
            || wave.ToSettings() is not { } settings || settings.Slots.FirstOrDefault(slot => slot.StartsAtMs == startsAtMs) is not { } slot)
        {
            return MoveOutcome.Unknown;
        }

        if (startsAtMs <= _clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return MoveOutcome.Past;
        }

        if ((!settings.Grades.IsEmpty && !settings.Grades.Contains(room.Grade)) || slot.Minutes < _batteries.SlowMinutesOf(room.BatteryId, room.BatteryVersion, lesson))
        {
            return MoveOutcome.Unfit;
        }

        if (scope.Scalar<long>(OutOfOrder, row) > 0)
        {
            return MoveOutcome.OutOfOrder;
        }

        if (scope.Scalar<long>(Taken, row) + room.Students > settings.Capacity)
        {
            return MoveOutcome.Full;
        }

        if (scope.Execute(SlotDesk.Put, row) == 0)
        {
            scope.Execute(SlotDesk.Insert, row);
        }

        return MoveOutcome.Done;
    }

    private sealed record ForRow
    {
        public required string CampaignId { get; init; }

        public required int Grade { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required int Students { get; init; }
    }
}

public enum MoveOutcome
{
    Done,

    /// <summary>No such lesson of the class, no such slot of its campaign, or the slot's wave is over.</summary>
    Unknown,

    /// <summary>The slot has begun.</summary>
    Past,

    /// <summary>Not for its grade, or too short for its battery.</summary>
    Unfit,

    /// <summary>A lesson before it would not be over, or one after it would come first.</summary>
    OutOfOrder,

    /// <summary>More students than the slot holds.</summary>
    Full,
}
