using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Content;

/// <summary>
/// Warnings about built-in instruments that were looked at and are left, each with its reason (Instruments/accepted.json). An answer to
/// a warning that is no longer given is itself an error, so the list cannot grow old.
/// </summary>
internal sealed class AcceptedFindings
{
    private const string Name = "accepted.json";
    private static readonly JsonShape FileShape = new("acceptedFindings", ["schema", "accepted"], []);
    private static readonly JsonShape AnswerShape = new("acceptedFinding", ["instruments", "rule", "reason"], []);
    private static readonly LocalTextReader Texts = new(["en", "ru"]);
    private readonly ImmutableArray<Acceptance> _all;

    private AcceptedFindings(ImmutableArray<Acceptance> all) => _all = all;

    /// <exception cref="InvalidOperationException">The file is faulty.</exception>
    public static AcceptedFindings LoadBuiltIn(InstrumentLibrary instruments)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(EmbeddedFiles.Under(Name).Single().Content, faults);
        ImmutableArray<Acceptance> all = document is null ? [] : Read(new JsonPlace(document.RootElement, "$", faults), instruments);
        return faults.Any ? throw EmbeddedFiles.Faulty(Name, faults.ToImmutable()) : new AcceptedFindings(all);
    }

    /// <summary>The findings, with the warnings that have an answer made known by it, and an error for an answer without a warning.</summary>
    public ImmutableArray<LintFinding> Answer(Instrument instrument, ImmutableArray<LintFinding> findings)
    {
        Acceptance[] own = [.. _all.Where(one => one.Instrument == instrument.Id)];
        IEnumerable<LintFinding> idle = own
            .Where(one => !findings.Any(finding => IsAnswered(finding, one)))
            .Select(one => new LintFinding(LintSeverity.Error, "accepted", "$", $"No warning of {one.Rule} is left to accept."));
        return
        [
            .. findings.Select(finding => own.FirstOrDefault(one => IsAnswered(finding, one)) is { } answer
                ? finding with { Severity = LintSeverity.Accepted, Words = new Wording($"{finding.Words} Accepted: {new BothLanguages(answer.Reason)}") }
                : finding)
                .Concat(idle)
                .OrderByDescending(finding => finding.Severity),
        ];
    }

    private static bool IsAnswered(LintFinding finding, Acceptance answer) =>
        finding.Severity == LintSeverity.Warning && finding.Rule == answer.Rule;

    private static ImmutableArray<Acceptance> Read(JsonPlace root, InstrumentLibrary instruments)
    {
        if (root.Open(FileShape) is not { } fields)
        {
            return [];
        }

        fields["schema"]?.Whole(1, 1);
        return [.. fields["accepted"]?.Elements(0, 100).SelectMany(place => ReadOne(place, instruments)) ?? []];
    }

    private static IEnumerable<Acceptance> ReadOne(JsonPlace entry, InstrumentLibrary instruments)
    {
        if (entry.Open(AnswerShape) is not { } fields || fields["rule"]?.Text() is not { } rule || fields["reason"] is not { } place || Texts.Read(place) is not { } reason)
        {
            yield break;
        }

        foreach (JsonPlace named in fields["instruments"]?.Elements(1, 100) ?? [])
        {
            if (named.Id() is { } id && instruments.Newest(id) is not null)
            {
                yield return new Acceptance(id, rule, reason);
            }
            else
            {
                named.Fault($"There is no such instrument.");
            }
        }
    }

    private sealed record Acceptance(string Instrument, string Rule, LocalText Reason);
}
