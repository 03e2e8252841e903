using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Engine.Reviews;

/// <summary>Opens one student's profile for a psychologist, and writes into the log of deeds who did. Who may do it is decided before.</summary>
public sealed class ProtocolDesk
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly ResultMaker _maker;
    private readonly NormBook _norms;
    private readonly OpeningLog _openings;
    private readonly TimeProvider _clock;

    internal ProtocolDesk(Database database, BatteryLibrary batteries, ResultMaker maker, NormBook norms, OpeningLog openings, TimeProvider clock) =>
        (_database, _batteries, _maker, _norms, _openings, _clock) = (database, batteries, maker, norms, openings, clock);

    private const string ResultOf = $"{StoredResult.Select} WHERE x.id = @SessionId AND {StoredResult.Agreed}";

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement.</summary>
    /// <param name="actor">Identifier of the account that opens it.</param>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ProtocolView?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<ProtocolRow>(ProtocolRow.OfSeat, new { classId, seat }, cancellation) is not { } row
            || await _database.FirstOrDefaultAsync<StoredResult>(ResultOf, row, cancellation) is not { } stored
            || await new SessionStandings(_database, _batteries).OfSessionAsync(row.SessionId, cancellation) is not { } standing)
        {
            return null;
        }

        IReadOnlyList<TiedRow> tied = await _database.QueryAsync<TiedRow>(TiedRow.OfSession, row, cancellation);
        IReadOnlyList<QueueEntryRow> child = await _database.QueryAsync<QueueEntryRow>(QueueEntryRow.OfChild, new { sessionId = row.SessionId }, cancellation);
        await _openings.TellOfSessionAsync(actor, AuditAct.ProfileRead, row.SessionId, classId, cancellation);
        Battery battery = _batteries.Get(stored.BatteryId, stored.BatteryVersion);
        PackedAnswers answers = PackedAnswers.FromJson(stored.AnswerValues, stored.AnswerTimes);
        SeenBook norms = await _norms.SeeAsync(stored, cancellation);
        return new ProtocolView(
            classId,
            seat,
            new HowTaken(
                row.StartedAt, stored.FinishedAt, row.Kind == "sitting", StoredText.Read<SittingPlace>(row.Place), row.ParentPresent, row.Answered,
                battery.ItemCount, [.. standing.Against]),
            _maker.Whole(stored, _clock.GetUtcNow().ToUnixTimeMilliseconds()),
            row.Evidence is { } evidence ? NeedRow.AsTheyStand(evidence, row.ParentAsks > 0) : null,
            tied.Select(one => one.Talk).Append(row.Talk).MaxBy(talk => talk?.AtMs),
            new QueueChild([.. child.Select(one => one.ToEntry())]).IsTalked,
            FlagsOf(battery, answers),
            TaskOutcomes.Of(battery, answers, stored.SectionTimes),
            [.. tied.Select(one => Tell(one, new TakenAnswers(battery, answers), stored.FinishedAt))],
            VersionsOf(battery, Profile.FromJson(stored.Profile)))
        {
            Norms = norms.Sections,
            AreNormsUnproven = norms.IsUnproven,
        };
    }

    private static ProtocolFlags? FlagsOf(Battery battery, PackedAnswers answers)
    {
        if (ProtocolCheck.RaisedIn(battery, answers) is not { } flags)
        {
            return null;
        }

        BatteryStep asked = InterestStep.Of(battery)!;
        return new ProtocolFlags(
            flags.IsUnreliable,
            Enumerable.Range(asked.FirstItem, asked.Form.Items.Length).Count(item => !string.IsNullOrEmpty(answers.Values[item])),
            asked.Form.Items.Length,
            [.. flags.All.Select(Tell)]);
    }

    private static ProtocolFlag Tell(QualityFlag flag) => new(
        flag.CutOff.Index, flag.CutOff.Kind, double.IsNaN(flag.Value) ? null : flag.Value, flag.CutOff.Value, flag.CutOff.Side, flag.State);

    private TiedSession Tell(TiedRow row, TakenAnswers own, long finishedAt)
    {
        TakenAnswers? other = TakenAnswers.Read(_batteries, row.BatteryId, row.BatteryVersion, row.AnswerValues, row.AnswerTimes);
        return new TiedSession(
            row.ClassId, row.Seat, $"{row.Grade}{row.Letter}", row.Year, row.Kind == "sitting", row.FinishedAt,
            other is null ? [] : [.. own.Battery.Steps.Select(step => Common(step, other.Battery)).Where(common => common.Items > 0)],
            other is null || row.Year > row.OwnYear || (row.Year == row.OwnYear && row.FinishedAt >= finishedAt) ? [] : CommonScores.Of(own, other));
    }

    private static CommonCount Common(BatteryStep step, Battery other) => new(
        SectionTitle.Of(step.Instrument),
        other.Steps.FirstOrDefault(one => one.Instrument.Id == step.Instrument.Id) is { } there ? CommonItems.Of(step, there).Length : 0);

    private static ProtocolVersions VersionsOf(Battery battery, Profile profile) => new(
        profile.RuleVersion, battery.Id, battery.Version,
        [.. profile.Sections.Select(section => new InstrumentStamp(section.Instrument, section.Version, section.Form, section.Hash))]);
}
