using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Groups;

/// <summary>
/// Classes and schools of the newest lessons: in shares that may be told, or whole for whoever reads its students anyway. Three statements, and one more to find a
/// class's school; a region is not read at all (<see cref="RegionCounts"/>).
/// </summary>
public sealed class GroupBoard
{
    private readonly GroupSessions _sessions;
    private readonly RegionCounts _region;
    private readonly OrgPaths _paths;
    private readonly BatteryLibrary _batteries;

    internal GroupBoard(GroupSessions sessions, RegionCounts region, OrgPaths paths, BatteryLibrary batteries) =>
        (_sessions, _region, _paths, _batteries) = (sessions, region, paths, batteries);

    /// <summary>A school beside its classes and all outside the place of whoever asks.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<GroupShares> SharesAsync(string schoolId, OrgNode place, CancellationToken cancellation)
    {
        SchoolSessions read = await _sessions.OfSchoolAsync(schoolId, cancellation);
        return new GroupShares(schoolId, read.Waiting, [.. read.Parallels().Select(parallel => SharesOf(parallel, place))]);
    }

    /// <summary>A school as it is, grade by grade.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<GroupStudents> OfSchoolAsync(string schoolId, CancellationToken cancellation)
    {
        SchoolSessions read = await _sessions.OfSchoolAsync(schoolId, cancellation);
        return new GroupStudents(schoolId, read.Waiting, [.. read.Parallels().Select(parallel => StudentsOf(parallel.Key, [.. parallel.Sessions], hasMap: false))]);
    }

    /// <summary>A class as it is, with its map; null when it is none of the newest lessons.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<GroupStudents?> OfClassAsync(string classId, CancellationToken cancellation)
    {
        if (await _paths.FindAsync(new OrgNode(NodeKind.Class, classId), cancellation) is not { SchoolId: { } schoolId })
        {
            return null;
        }

        SchoolSessions read = await _sessions.OfSchoolAsync(schoolId, cancellation);
        return read.Rooms.FirstOrDefault(room => room.ClassId == classId) is { } room
            ? new GroupStudents(schoolId, read.Waiting, [StudentsOf(room.Key, [.. read.Sessions.Where(one => one.ClassId == classId)], hasMap: true)])
            : null;
    }

    private ParallelShares SharesOf(Parallel parallel, OrgNode place)
    {
        Measured asked = MeasuredIn(parallel.Key);
        bool isSimulated = parallel.Sessions.Any(one => one.Counts) && parallel.Sessions.Where(one => one.Counts).All(one => one.IsSimulated);
        bool Counts(GroupSession one) => one.Counts && one.IsSimulated == isSimulated;
        (string ClassId, GroupTally Tally)[] rooms =
            [.. parallel.Rooms.Select(room => (room.Room.ClassId, GroupTally.Of(room.Sessions.Where(Counts).Select(one => one.Facts))))];
        var school = GroupTally.Of(rooms.Select(room => room.Tally));
        Cells cells = new(asked, [.. rooms.Select(room => room.Tally)]);
        return new ParallelShares(
            parallel.Key.Grade, asked.Form, isSimulated, parallel.Sessions.Count(one => !Counts(one)), asked.Interests, asked.Values, asked.PartOf(null, school, hasMeans: true),
            _region.Outside(place, parallel.Key, isSimulated) is { } others ? asked.PartOf(null, others, hasMeans: true) : null,
            [.. rooms.Select((room, number) => cells.Keep(asked.PartOf(room.ClassId, room.Tally, hasMeans: false), number))]);
    }

    private ParallelStudents StudentsOf(GroupKey key, IReadOnlyList<GroupSession> sessions, bool hasMap)
    {
        Measured asked = MeasuredIn(key);
        var tally = GroupTally.Of(sessions.Select(one => one.Facts));
        return new ParallelStudents(
            key.Grade, asked.Form, sessions.Any(one => one.IsSimulated), tally.Interests, tally.Even,
            [.. asked.Interests.Select(scale => new LeadingCount(scale.Id, scale.Title, tally.Leading(scale.Id)))],
            tally.Values, tally.ValuesEven,
            [.. asked.Values.Select(value => new TierCount(value.Id, value.Title, tally.InTier(value.Id, "high"), tally.InTier(value.Id, "middle"), tally.InTier(value.Id, "low")))],
            hasMap
                ? [.. from session in sessions where session.Facts.Interests is not null orderby session.Seat select new MapPoint(session.Seat, session.Facts.Interests!.Place)]
                : null);
    }

    private Measured MeasuredIn(GroupKey key)
    {
        Battery battery = _batteries.Get(key.BatteryId, key.BatteryVersion);
        BatteryStep? values = battery.Steps.FirstOrDefault(step => step.Form.Sets is not null);
        return new Measured(
            battery.Variant == BatteryVariant.Standard ? null : battery.Title.Russian,
            InterestStep.Of(battery) is { } asked
                ? [.. asked.Instrument.Scales.Zip(asked.Form.Key.Scales, (scale, scored) => new GroupScale(scale.Id, scale.Title.Russian, scored.Highest))]
                : [],
            values is null ? [] : [.. ScalesIn(values).Select(scale => new GroupScale(scale.Id, scale.Title.Russian, null))]);
    }

    private static IEnumerable<Scale> ScalesIn(BatteryStep step) => step.Instrument.Scales.Where(scale => step.Form.Key.Scales.Any(scored => scored.Id == scale.Id));

    /// <summary>What the questions of a parallel measure.</summary>
    private sealed record Measured(string? Form, IReadOnlyList<GroupScale> Interests, IReadOnlyList<GroupScale> Values)
    {
        public GroupPart PartOf(string? classId, GroupTally tally, bool hasMeans) => new(
            classId, tally.Interests, tally.Values, [.. Interests.Select(scale => CellOf(tally.Leading(scale.Id), tally.Interests))],
            CellOf(tally.Even, tally.Interests), [.. Values.Select(value => CellOf(tally.InTier(value.Id, "high"), tally.Values))],
            hasMeans && Interests.Count > 0 && tally.Interests >= SmallCells.LeastOfGroup
                ? [.. Enumerable.Range(0, Interests.Count).Select(tally.MeanOf).Select(one => new GroupMean(one.Mean, one.Error))]
                : null);

        private static GroupCell CellOf(int with, int of)
        {
            if (!SmallCells.MayTell(with, of))
            {
                return new GroupCell(null, of, null, null);
            }

            (double low, double high) = ShareInterval.Wilson((double)with / of, of);
            return new GroupCell(with, of, low, high);
        }
    }

    /// <summary>Takes from the parts of classes what could be had by subtracting them from the school.</summary>
    private sealed class Cells(Measured asked, GroupTally[] rooms)
    {
        private readonly IReadOnlyList<bool>[] _leading =
            [.. asked.Interests.Select(scale => SmallCells.Told([.. rooms.Select(room => (room.Leading(scale.Id), room.Interests))]))];

        private readonly IReadOnlyList<bool> _even = SmallCells.Told([.. rooms.Select(room => (room.Even, room.Interests))]);

        private readonly IReadOnlyList<bool>[] _high =
            [.. asked.Values.Select(value => SmallCells.Told([.. rooms.Select(room => (room.InTier(value.Id, "high"), room.Values))]))];

        public GroupPart Keep(GroupPart part, int room) => part with
        {
            Leading = [.. part.Leading.Select((cell, scale) => Keep(cell, _leading[scale][room]))],
            Even = Keep(part.Even, _even[room]),
            High = [.. part.High.Select((cell, value) => Keep(cell, _high[value][room]))],
        };

        private static GroupCell Keep(GroupCell cell, bool isTold) => isTold ? cell : new GroupCell(null, cell.Of, null, null);
    }
}
