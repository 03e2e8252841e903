using System.Collections.Immutable;
using System.Text;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Bench;

/// <summary>Everything that speaks against a draft. One draft at a time: the linter simulates thousands of answers, and one core stays the lessons'. Safe for several threads.</summary>
internal sealed class DraftCheck(InstrumentLibrary instruments, PublishedShelf shelf)
{
    private SemaphoreSlim Turn { get; } = new(1);

    /// <param name="regionId">Whose draft it is.</param>
    public Task<DraftVerdict> ExamineAsync(string text, string regionId, CancellationToken cancellation) =>
        InTurnAsync(() => Examine(Encoding.UTF8.GetBytes(text), regionId), cancellation);

    /// <summary>Other work on whole instruments waits for its turn as well.</summary>
    public async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            Turn.Release();
        }
    }

    private DraftVerdict Examine(ReadOnlyMemory<byte> json, string regionId)
    {
        InstrumentReading reading = InstrumentReader.Read(json);
        if (reading.Instrument is not { } instrument)
        {
            return new DraftVerdict(null, [.. reading.Faults.Select(fault => new LintFinding(LintSeverity.Error, ContentCheck.FaultRule, fault.Path, fault.Words))], []);
        }

        ImmutableArray<(InstrumentForm Form, SimulatedReliability Scale)> simulated = ReliabilityRules.Simulate(instrument);
        return new DraftVerdict(
            instrument, [.. Against(instrument, regionId), .. InstrumentLinter.Examine(instrument, simulated)], ForetoldScale.Of(instrument, simulated));
    }

    /// <summary>What keeps a faultless file out of the library.</summary>
    private IEnumerable<LintFinding> Against(Instrument instrument, string regionId)
    {
        Instrument? newest = instruments.Newest(instrument.Id);
        if (newest is not null && shelf.RegionOf(instrument.Id) != regionId)
        {
            yield return new(LintSeverity.Error, "draft-id", "$.id", $"The id {instrument.Id} belongs to an instrument of the server or of another region.");
        }
        else if (newest is not null && Version.Parse(instrument.Version) <= Version.Parse(newest.Version))
        {
            yield return new(LintSeverity.Error, "draft-version", "$.version", $"Version {newest.Version} of {instrument.Id} is published: the next one has a higher number.");
        }

        if (instrument.Status != InstrumentStatus.Pilot)
        {
            yield return new(LintSeverity.Error, "draft-status", "$.status", $"Only a pilot is published: norms come from a region's own data.");
        }
    }
}

/// <param name="Instrument">Null where the file has faults.</param>
/// <param name="Findings">The gravest first.</param>
/// <param name="Scales">What each scale of each form would measure to; empty where the file has faults.</param>
internal sealed record DraftVerdict(Instrument? Instrument, ImmutableArray<LintFinding> Findings, ImmutableArray<ForetoldScale> Scales)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == LintSeverity.Error);

    public bool HasWarnings => Findings.Any(finding => finding.Severity == LintSeverity.Warning);
}
