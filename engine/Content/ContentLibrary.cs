using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Engine.Content;

/// <summary>Everything built in, newest versions only, with what is to be said of each.</summary>
public static class ContentLibrary
{
    /// <returns>Names (an instrument's id, "battery ID", "readings ID", "atlas YEAR") with their findings, the gravest first.</returns>
    /// <exception cref="InvalidOperationException">A built-in file is faulty.</exception>
    public static IEnumerable<(string Name, ImmutableArray<LintFinding> Findings)> Examine(InstrumentLibrary instruments)
    {
        ContentCheck check = new(instruments);
        AcceptedFindings accepted = AcceptedFindings.LoadBuiltIn(instruments);
        foreach (Instrument newest in instruments.All.GroupBy(one => one.Id, StringComparer.Ordinal).Select(versions => versions.Last()))
        {
            yield return (newest.Id, accepted.Answer(newest, InstrumentLinter.Examine(newest)));
        }

        foreach (Battery newest in BatteryLibrary.LoadBuiltIn(instruments).All.Concat(BatteryLibrary.LoadOffers(instruments))
            .GroupBy(one => one.Id, StringComparer.Ordinal).Select(versions => versions.Last()))
        {
            yield return ($"battery {newest.Id}", BatteryRules.Examine(newest));
        }

        foreach (InstrumentReadings readings in ReadingLibrary.LoadBuiltIn().All)
        {
            yield return ($"readings {readings.Instrument}", check.Examine(readings));
        }

        foreach (AtlasYear atlas in AtlasLibrary.LoadBuiltIn().All)
        {
            // Its reader has refused every fault already.
            yield return ($"atlas {atlas.Year}", []);
        }
    }
}
