using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>Writes tests: a form of an instrument, or a battery with a section a step.</summary>
/// <param name="fileOf">By instrument and item: its file from where the test stands.</param>
internal sealed class TestPen(QtiPen pen, Func<Instrument, Item, string> fileOf)
{
    public void Write(Instrument instrument, InstrumentForm form) => pen.Root(
        "assessmentTest",
        () =>
        {
            ImmutableArray<Scale> scales = ScalesOf(instrument, form);
            Declare(scales.Select(scale => (QtiIdentifiers.OfScale(scale.Id), scale.Title.Russian)));
            pen.In("testPart", () => Section(instrument, form, null), ("identifier", "part"), ("navigationMode", "nonlinear"), ("submissionMode", "individual"));
            Sum(scales.Select(scale => (QtiIdentifiers.OfScale(scale.Id), QtiIdentifiers.OfScale(scale.Id), (string?)null)));
        },
        ("identifier", form.Id), ("title", instrument.Title.Russian));

    public void Write(Battery battery) => pen.Root(
        "assessmentTest",
        () =>
        {
            (BatteryStep Step, Scale Scale)[] scales = [.. battery.Steps.SelectMany(step => ScalesOf(step.Instrument, step.Form).Select(scale => (step, scale)))];
            Declare(scales.Select(one => (QtiIdentifiers.OfScale(one.Step.Instrument.Id, one.Scale.Id), one.Scale.Title.Russian)));
            foreach (IGrouping<int, BatteryStep> sitting in battery.Steps.GroupBy(step => step.Sitting))
            {
                pen.In(
                    "testPart",
                    () =>
                    {
                        foreach (BatteryStep step in sitting)
                        {
                            Section(step.Instrument, step.Form, step.Seconds);
                        }
                    },
                    ("identifier", string.Create(CultureInfo.InvariantCulture, $"sitting{sitting.Key}")), ("navigationMode", "nonlinear"), ("submissionMode", "individual"));
            }

            Sum(scales.Select(one => (QtiIdentifiers.OfScale(one.Step.Instrument.Id, one.Scale.Id), QtiIdentifiers.OfScale(one.Scale.Id), (string?)one.Step.Instrument.Id)));
        },
        ("identifier", battery.Id), ("title", battery.Title.Russian));

    private static ImmutableArray<Scale> ScalesOf(Instrument instrument, InstrumentForm form) =>
        [.. instrument.Scales.Where(scale => form.Key.Scales.Any(key => key.Id == scale.Id && !key.Items.IsEmpty))];

    private void Declare(IEnumerable<(string Identifier, string Words)> scales)
    {
        foreach ((string identifier, string words) in scales)
        {
            pen.Empty("outcomeDeclaration", ("identifier", identifier), ("cardinality", "single"), ("baseType", "float"), ("interpretation", words));
        }
    }

    private void Section(Instrument instrument, InstrumentForm form, int? seconds) => pen.In(
        "assessmentSection",
        () =>
        {
            if (seconds is { } limit)
            {
                pen.Empty("timeLimits", ("maxTime", limit.ToString(CultureInfo.InvariantCulture)));
            }

            pen.Rubric("candidate", instrument.Instruction.Russian);
            foreach (Item item in form.Items)
            {
                pen.Empty(
                    "assessmentItemRef",
                    ("identifier", QtiIdentifiers.OfItem(instrument.Id, item.Id)), ("href", fileOf(instrument, item)), ("category", instrument.Id));
            }
        },
        ("identifier", instrument.Id), ("title", instrument.Title.Russian), ("visible", "true"));

    /// <summary>Points alone: what happens when answers are missing only the side file says.</summary>
    private void Sum(IEnumerable<(string Outcome, string Variable, string? Category)> scales) => pen.In("outcomeProcessing", () =>
    {
        foreach ((string outcome, string variable, string? category) in scales)
        {
            pen.In(
                "setOutcomeValue",
                () => pen.In("sum", () => pen.Empty("testVariables", category is null ? [("variableIdentifier", variable)] : [("variableIdentifier", variable), ("includeCategory", category)])),
                ("identifier", outcome));
        }
    });
}
