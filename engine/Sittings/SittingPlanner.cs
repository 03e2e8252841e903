using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sittings;

/// <summary>An order and what the store knows → what would be made. Changes nothing; the dry run and the making ask the same questions.</summary>
internal sealed class SittingPlanner(BatteryLibrary batteries)
{
    public const int MostSeats = 40;
    private const int LongestTitle = 36;
    private const string Dot = " · ";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Null when there is no such school.</summary>
    public SittingPlan? Plan(WriteScope scope, string schoolId, SittingOrder order, long nowMs)
    {
        if (scope.FirstOrDefault<SittingSchoolRow>(SittingSchoolRow.ById, new { schoolId }) is not { } school)
        {
            return null;
        }

        List<SittingFault> faults = [];
        (string name, int grade, ImmutableArray<SourceSeatRow> seats, int places) = Who(scope, school, order, faults);
        ImmutableArray<BatteryStep> steps = Steps(grade, order.Instruments, faults);
        Battery? battery = steps.IsEmpty ? null : batteries.Pick(grade, steps.Select(Chosen));
        if (battery is null && !steps.IsEmpty)
        {
            // A school's own instruments may have ids that no column takes together.
            faults.Add(new SittingFault(SittingFaultKind.InstrumentsInvalid));
        }

        IReadOnlyList<EarlierRow> earlier = Earlier(scope, order.Who, seats);
        ILookup<string, int> before = ByInstrument(earlier);
        if (order.EndsAtMs <= nowMs || order.EndsAtMs > nowMs + Longest.TotalMilliseconds)
        {
            faults.Add(new SittingFault(SittingFaultKind.EndInvalid));
        }

        if (steps.Any(step => step.HasTasks))
        {
            FindOpenTasks(steps, school, order, ByInstrument(earlier.Where(row => row.ClosesAt <= nowMs)), (nowMs, places), faults);
        }

        string letter = name + Dot + order.Title.Trim();
        if (faults.Count == 0 && scope.Scalar<long>(SameName, new { schoolId, school.CampaignId, grade, letter }) > 0)
        {
            faults.Add(new SittingFault(SittingFaultKind.TitleTaken));
        }

        ImmutableArray<SittingSection> sections = [.. (battery?.Steps ?? steps).Select(step => SectionOf(step, before[step.Instrument.Id].Distinct().Count()))];
        var look = new SittingLook(
            grade == 0 ? "" : $"{grade}{letter}", grade, places, sections,
            (int)Math.Ceiling((battery?.Steps ?? steps).Sum(step => BatteryTime.Of(step).SlowMinutes)), school.ParentsDecide(grade), faults);
        return new SittingPlan(look, letter, battery, seats, places);
    }

    private const string SameName = """
        SELECT COUNT(*) FROM school_class WHERE school_id = @schoolId AND campaign_id = @CampaignId AND grade = @grade AND letter = @letter
        """;

    /// <summary>A step as a section that is offered or would be given.</summary>
    public static SittingSection SectionOf(BatteryStep step, int repeated = 0)
    {
        var time = BatteryTime.Of(step);
        return new SittingSection(
            step.Instrument.Id, step.Form.Id, step.Instrument.Version, SectionTitle.Of(step.Instrument), step.Form.Items.Length,
            BatteryTime.Told(time.MedianMinutes), BatteryTime.Told(time.SlowMinutes), step.Seconds, step.HasTasks, repeated);
    }

    /// <summary>Whom the class row is for: the beginning of what follows the grade in its name, the grade, the seats it is made of, and how many places it has.</summary>
    private (string Name, int Grade, ImmutableArray<SourceSeatRow> Seats, int Places) Who(
        WriteScope scope, SittingSchoolRow school, SittingOrder order, List<SittingFault> faults)
    {
        if (order.Title.Trim() is not { Length: >= 1 and <= LongestTitle } title || title.Any(char.IsControl))
        {
            faults.Add(new SittingFault(SittingFaultKind.TitleInvalid));
        }

        switch (order.Who)
        {
            case SittingWho.Group group:
                if (group.Size is < 1 or > MostSeats || batteries.Offered(group.Grade).IsEmpty)
                {
                    faults.Add(new SittingFault(SittingFaultKind.GroupInvalid));
                    return ("", 0, [], 0);
                }

                return ("", group.Grade, [], group.Size);
            case SittingWho.OfClass { ClassId: var classId, Seats: var chosen }:
                if (scope.FirstOrDefault<SourceRow>(SourceRow.ById, new { schoolId = school.Id, school.CampaignId, classId }) is not { } source)
                {
                    faults.Add(new SittingFault(SittingFaultKind.ClassUnknown));
                    return ("", 0, [], 0);
                }

                IReadOnlyList<SourceSeatRow> all = scope.Query<SourceSeatRow>(SourceSeatRow.OfClass, new { classId });
                ImmutableArray<SourceSeatRow> seats = [.. all.Where(seat => chosen?.Contains(seat.Number) ?? seat.IsSomebodys)];
                if (seats.IsEmpty || (chosen is not null && seats.Length != chosen.Distinct().Count()))
                {
                    faults.Add(new SittingFault(SittingFaultKind.SeatsUnknown));
                }

                return (BaseOf(source.Letter), source.Grade, seats, seats.Length);
            default:
                throw new InvalidOperationException("A sitting for nobody.");
        }
    }

    /// <summary>"А" of "А · Интересы", and a group's own name as it is: a sitting of a sitting is called after the class.</summary>
    private static string BaseOf(string letter) => letter.IndexOf(Dot, 1, StringComparison.Ordinal) is > 0 and var at ? letter[..at] : letter;

    private ImmutableArray<BatteryStep> Steps(int grade, IReadOnlyList<InstrumentChoice> chosen, List<SittingFault> faults)
    {
        if (grade == 0)
        {
            return [];
        }

        if (chosen.Count is < 1 or > PickedBattery.MostInstruments || chosen.DistinctBy(one => one.Instrument).Count() != chosen.Count)
        {
            faults.Add(new SittingFault(SittingFaultKind.InstrumentsInvalid));
            return [];
        }

        ImmutableArray<BatteryStep> offered = batteries.Offered(grade);
        ImmutableArray<BatteryStep>.Builder steps = ImmutableArray.CreateBuilder<BatteryStep>();
        foreach (InstrumentChoice one in chosen)
        {
            if (offered.FirstOrDefault(step => step.Instrument.Id == one.Instrument && step.Form.Id == one.Form) is { } step)
            {
                steps.Add(step);
            }
            else
            {
                faults.Add(new SittingFault(SittingFaultKind.InstrumentNotOffered, one.Instrument));
            }
        }

        return steps.Count == chosen.Count ? steps.ToImmutable() : [];
    }

    private static ChosenInstrument Chosen(BatteryStep step) => new(step.Instrument.Id, step.Form.Id, step.Instrument.Version, step.Seconds);

    /// <summary>What the students who are meant have begun.</summary>
    private static IReadOnlyList<EarlierRow> Earlier(WriteScope scope, SittingWho who, ImmutableArray<SourceSeatRow> seats)
    {
        if (who is not SittingWho.OfClass { ClassId: var classId } || seats.IsEmpty)
        {
            return [];
        }

        HashSet<int> meant = [.. seats.Select(seat => seat.Number)];
        return [.. scope.Query<EarlierRow>(EarlierRow.OfClass, new { classId }).Where(row => meant.Contains(row.Seat))];
    }

    /// <summary>By instrument the seats whose students have begun it.</summary>
    private ILookup<string, int> ByInstrument(IEnumerable<EarlierRow> rows) => rows
        .SelectMany(row => InstrumentsOf(row.BatteryId, row.BatteryVersion).Select(instrument => (instrument, row.Seat)))
        .ToLookup(pair => pair.instrument, pair => pair.Seat, StringComparer.Ordinal);

    /// <summary>The instruments of a battery; none of one that is in no library any more.</summary>
    public IEnumerable<string> InstrumentsOf(string batteryId, string version) =>
        batteries.Find(batteryId, version)?.Steps.Select(step => step.Instrument.Id) ?? [];

    private static void FindOpenTasks(
        ImmutableArray<BatteryStep> steps, SittingSchoolRow school, SittingOrder order, ILookup<string, int> open, (long NowMs, int Places) now, List<SittingFault> faults)
    {
        // The window of the sitting's own campaign is over: whoever finishes first could read the solutions to the others.
        bool isOver = school.ClosesAt <= now.NowMs;
        foreach (BatteryStep step in steps.Where(step => step.HasTasks))
        {
            int seats = isOver ? now.Places : open[step.Instrument.Id].Distinct().Count();
            if (seats > 0)
            {
                faults.Add(new SittingFault(SittingFaultKind.SolutionsOpen, step.Instrument.Id, seats));
            }
        }

        if (!isOver && order.EndsAtMs > school.ClosesAt)
        {
            faults.Add(new SittingFault(SittingFaultKind.EndsAfterWindow));
        }
    }
}

/// <param name="Letter">What follows the grade in the name.</param>
/// <param name="Battery">Null when it cannot be composed.</param>
/// <param name="Seats">The seats it is made of; empty for a new group.</param>
internal sealed record SittingPlan(SittingLook Look, string Letter, Battery? Battery, ImmutableArray<SourceSeatRow> Seats, int Places);
