using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>An earlier release and a student's own → what the student reads of both. What was released is told as it stood; only the change is asked anew, on common items.</summary>
internal sealed class YearWriter(BatteryLibrary batteries, InstrumentLibrary instruments)
{
    private const string High = "high";
    private const string Low = "low";

    public EarlierYear Write(EarlierRelease earlier, StoredResult own)
    {
        StudentResult before = Released(earlier.Result);
        StudentResult now = Released(own.Released!);
        return new EarlierYear(
            earlier.Year, before.ClassName, before.FinishedAtMs, earlier.ReleasedAt,
            Leanings.Of(before.Sections, instruments),
            Changes(earlier, own, isInDoubt: before.Reliability?.InterestsInDoubt == true || now.Reliability?.InterestsInDoubt == true))
        {
            Grade = before.Grade,
            InterestsInDoubt = before.Reliability?.InterestsInDoubt == true,
        };
    }

    private static StudentResult Released(string stored) => FrozenResult.FromJson(PackedText.Unpack(stored));

    /// <summary>Nothing of interests where the answers of one year do not go together.</summary>
    private ImmutableArray<YearChange> Changes(EarlierRelease earlier, StoredResult own, bool isInDoubt)
    {
        if (TakenAnswers.Read(batteries, own.BatteryId, own.BatteryVersion, own.AnswerValues, own.AnswerTimes) is not { } now
            || TakenAnswers.Read(batteries, earlier.BatteryId, earlier.BatteryVersion, earlier.AnswerValues, earlier.AnswerTimes) is not { } before)
        {
            return [];
        }

        return
        [
            .. now.Battery.Steps
                .Where(step => step.Instrument.Result == ResultPart.Values || (step.Instrument.Result == ResultPart.Interests && !isInDoubt))
                .Where(step => !step.HasTasks)
                .Select(step => CommonScores.Of(step, now, before))
                .OfType<CommonSection>()
                .Where(section => section.Scales.Any(IsTold))
                .Select(section => new YearChange(
                    section.Title, section.Kind, section.Items,
                    [.. section.Scales.Where(Rose).Select(scale => scale.Title)], [.. section.Scales.Where(Fell).Select(scale => scale.Title)])),
        ];
    }

    /// <summary>Whether a change could be told at all: a score with its error, or answers that make groups in both years.</summary>
    private static bool IsTold(CommonScale scale) => scale.Change is not null || scale is { NowPlace.Tier: not null, EarlierPlace.Tier: not null };

    // Between neighbouring groups of values a few answers decide: only from one end to the other is a change.
    private static bool Rose(CommonScale scale) => scale is { IsStrong: true, Change: CommonChange.Up } || scale is { NowPlace.Tier: High, EarlierPlace.Tier: Low };

    private static bool Fell(CommonScale scale) => scale is { IsStrong: true, Change: CommonChange.Down } || scale is { NowPlace.Tier: Low, EarlierPlace.Tier: High };
}
