using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// A stored session → what is shown of it: preliminary as the campaign says, or final. What stays alive beside a frozen result is the region's
/// folder and the door to the solutions; neither is a statement about the person.
/// </summary>
internal sealed class ResultMaker(BatteryLibrary batteries, ResultWriter writer, RegionShelf region)
{
    /// <summary>What is shown now.</summary>
    public StudentResult Show(StoredResult stored, long nowMs) => Show(stored, stored.Show, nowMs);

    /// <summary>All of it, whatever the campaign shows a student by now: what was released, or what a release would show.</summary>
    public StudentResult Whole(StoredResult stored, long nowMs) => Show(stored, ShowSettings.Everything, nowMs);

    private StudentResult Show(StoredResult stored, ShowSettings show, long nowMs) =>
        (stored.Released is null ? Make(stored, show) : Beside(FrozenResult.FromJson(PackedText.Unpack(stored.Released)), stored)) with
        {
            Solutions = SolutionWriter.Has(batteries.Get(stored.BatteryId, stored.BatteryVersion))
                ? new SolutionsOpening(stored.ClosesAt, nowMs >= stored.ClosesAt)
                : null,
        };

    /// <summary>What is frozen by a release: everything that says something about the person.</summary>
    public StudentResult Freeze(StoredResult stored, long nowMs)
    {
        Battery battery = batteries.Get(stored.BatteryId, stored.BatteryVersion);
        StudentResult made = Make(stored, ShowSettings.Everything);
        return made with
        {
            Recommendation = made.Recommendation is { } shown ? shown with { Region = null } : null,
            ReleasedAtMs = nowMs,
            Reliability = new Reliability(
                ResultWriter.AreInterestsInDoubt(battery, PackedAnswers.FromJson(stored.AnswerValues, stored.AnswerTimes)), LateSections(battery, stored.SectionTimes)),
        };
    }

    private StudentResult Make(StoredResult stored, ShowSettings show)
    {
        Battery battery = batteries.Get(stored.BatteryId, stored.BatteryVersion);
        PackedAnswers answers = PackedAnswers.FromJson(stored.AnswerValues, stored.AnswerTimes);
        Profile profile = Profile.FromJson(stored.Profile);
        return new StudentResult(
            stored.SchoolName, $"{stored.Grade}{stored.Letter}", stored.Grade, stored.FinishedAt, stored.Simulated, writer.Sections(profile, show),
            show.Interests && InterestStep.Of(battery) is not null ? writer.Recommendation(stored.Grade, battery, profile, answers, show, region.For(stored.Simulated, stored.RegionId)) : null)
        {
            OwnPlan = show.NextSteps ? OwnPlan.Of(battery, answers) : null,
            Withheld = writer.Withheld(profile, show),
            LeftOut = LeftOutResult.Of(battery),
        };
    }

    private StudentResult Beside(StudentResult frozen, StoredResult stored) => frozen with
    {
        Recommendation = frozen.Recommendation is { } shown ? shown with { Region = region.For(stored.Simulated, stored.RegionId)?.For(frozen.Grade, shown) } : null,
    };

    /// <summary>Titles of the sections of tasks in which answers came after the limit.</summary>
    public static IReadOnlyList<string> LateSections(Battery battery, string? sectionTimes)
    {
        if (sectionTimes is not { } times)
        {
            return [];
        }

        HashSet<string> late = [.. SectionTime.FromJson(times).Where(one => one.AfterLimit > 0).Select(one => one.Step)];
        return [.. battery.Steps.Where(step => late.Contains(step.Instrument.Id)).Select(step => SectionTitle.Of(step.Instrument))];
    }
}
