using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Recommendations;

/// <summary>One person's answers to an instrument of the six interests.</summary>
/// <param name="Instrument">The instrument; its scales are R, I, A, S, E, C.</param>
/// <param name="Form">The form that was answered.</param>
/// <param name="Codes">Codes by item of the form, missing where there was no answer.</param>
internal sealed record InterestAnswers(Instrument Instrument, InstrumentForm Form, ImmutableArray<byte> Codes)
{
    /// <summary>Whether an instrument measures the six interests, comparable between persons.</summary>
    public static bool Measures(Instrument instrument) =>
        instrument.Scales.Select(scale => scale.Id).SequenceEqual(HollandCode.Letters.Select(letter => letter.ToString()))
        && instrument.Scales.All(scale => scale.Kind == ScaleKind.Normative);

    public ImmutableArray<ComparableScale> Scales => [.. Form.Key.Scales.Cast<ComparableScale>()];

    public ImmutableArray<BandedScore> Scores => WithinPersonBand.Measure(Form.Key, Codes.AsSpan());

    /// <summary>Whether there is more than one answer and all are the same.</summary>
    public bool AllSame
    {
        get
        {
            byte[] given = [.. Codes.Where(code => code != ResponseMatrix.Missing)];
            return given.Length > 1 && given.Distinct().Count() == 1;
        }
    }
}
