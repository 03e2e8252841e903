using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Simulation;

/// <summary>Codes of simulated answers as the texts a session stores.</summary>
internal static class AnswerTexts
{
    /// <summary>Null for an item no scale is keyed on.</summary>
    public static string? Of(AnswerFormat format, byte code) => (code, format) switch
    {
        (ResponseMatrix.Missing, _) => null,
        (_, AnswerFormat.BestWorst) => string.Create(CultureInfo.InvariantCulture, $"{code / 4}>{code % 4}"),
        _ => code.ToString(CultureInfo.InvariantCulture),
    };
}
