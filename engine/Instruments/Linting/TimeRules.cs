namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>How long each form takes, see <see cref="ExpectedTime"/>.</summary>
internal static class TimeRules
{
    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        foreach (InstrumentForm form in instrument.Forms.Values)
        {
            ExpectedTime time = ExpectedTime.Of(form, instrument.Instruction);
            yield return new(
                LintSeverity.Info,
                "expected-time",
                BalanceRules.PathOf(form),
                $"Form {form.Id}: about {time.MedianMinutes:0.0} min, {time.SlowMinutes:0.0} min for a slow reader, unless a time limit ends it.");
        }
    }
}
