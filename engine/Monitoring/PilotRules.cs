using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What a form has to reach before its pilot may end.</summary>
/// <param name="Students">So many whose sessions count.</param>
/// <param name="Alpha">Of each normative scale, and of tasks where nearly everybody comes to the end: otherwise alpha is of speed.</param>
/// <param name="Completion">Share of complete answers, of tasks of those who came to the end; of the scale that has least, 0..1.</param>
public sealed record PilotRule(int Students, double Alpha, double Completion);

/// <summary>How far a form has come.</summary>
/// <param name="IsPilot">The instrument says of itself that it has no norms yet.</param>
/// <param name="Students">Of all grades.</param>
/// <param name="Alphas">By scale of which it is asked; null where it is not available.</param>
/// <param name="Completion">Null without students.</param>
public sealed record PilotState(bool IsPilot, PilotRule Rule, long Students, ImmutableArray<PilotAlpha> Alphas, double? Completion)
{
    public bool HasStudents => Students >= Rule.Students;

    public bool HasAlpha => Alphas.All(one => one.Alpha >= Rule.Alpha);

    public bool HasCompletion => Completion >= Rule.Completion;
}

public sealed record PilotAlpha(string Scale, double? Alpha);

/// <summary>When the pilot of a form ends: data, in Instruments/pilot.json, by instrument, with a rule for all others.</summary>
internal sealed class PilotRules
{
    private const string File = "pilot.json";
    private const string Others = "default";

    private readonly FrozenDictionary<string, PilotRule> _rules;

    private PilotRules(FrozenDictionary<string, PilotRule> rules) => _rules = rules;

    /// <exception cref="InvalidOperationException">The built-in file has no rule for all others.</exception>
    public static PilotRules LoadBuiltIn()
    {
        (string name, byte[] json) = EmbeddedFiles.Under(File).Single();
        Dictionary<string, PilotRule> rules = JsonSerializer.Deserialize<Dictionary<string, PilotRule>>(json, JsonSerializerOptions.Web)!;
        return rules.ContainsKey(Others) ? new PilotRules(rules.ToFrozenDictionary(StringComparer.Ordinal)) : throw new InvalidOperationException($"{name} has no rule named {Others}.");
    }

    public PilotRule Of(string instrument) => _rules.GetValueOrDefault(instrument, _rules[Others]);

    /// <param name="together">All grades together.</param>
    public PilotState Look(Instrument instrument, InstrumentForm form, GradeItems together)
    {
        string[] normative = [.. form.Key.Scales.OfType<NormativeScale>().Select(scale => scale.Id)];
        string[] tasks = [.. form.Key.Scales.OfType<CriterionScale>().Select(scale => scale.Id)];
        double[] complete =
        [
            .. together.Scales.Where(scale => scale.Rows > 0).Select(scale => (double)(tasks.Contains(scale.Id) ? scale.Rows - scale.NotReached : scale.Complete) / scale.Rows),
        ];
        return new PilotState(
            instrument.Status == InstrumentStatus.Pilot, Of(instrument.Id), together.Respondents,
            [.. together.Scales.Where(scale => normative.Contains(scale.Id) || (tasks.Contains(scale.Id) && !scale.IsSpeeded)).Select(scale => new PilotAlpha(scale.Id, scale.Alpha))],
            complete.Length > 0 ? complete.Min() : Answered(together));
    }

    // Choices within a person have no complete rows that could be counted: their items are looked at.
    private static double? Answered(GradeItems together) => together.Respondents == 0
        ? null
        : together.Items.Average(item => (double)item.Counts.Answered / together.Respondents);
}
