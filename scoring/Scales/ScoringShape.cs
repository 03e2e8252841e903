using System.Diagnostics;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>What both scorers demand of their arguments.</summary>
internal static class ScoringShape
{
    public static void Check(ScoringKey key, ResponseMatrix responses, int rawLength, int answeredLength)
    {
        if (responses.Items != key.Items.Length)
        {
            throw new ArgumentException($"The matrix has {responses.Items} items, the key {key.Items.Length}.", nameof(responses));
        }

        long cells = (long)key.Scales.Length * responses.Respondents;
        if (rawLength != cells || answeredLength != cells)
        {
            throw new ArgumentException(
                $"{key.Scales.Length} scales × {responses.Respondents} respondents need {cells} places; "
                + $"there are {rawLength} and {answeredLength}.");
        }
    }

    public static void CheckRows(ResponseMatrix responses, int first, int count)
    {
        if (first < 0 || first % ScaleScorer.TileRows != 0 || count < 0 || first > responses.Respondents - count)
        {
            throw new ArgumentException(
                $"Respondents {first} + {count} of {responses.Respondents}; a part begins at a multiple of {ScaleScorer.TileRows}.");
        }
    }

    /// <summary>Names the first respondent with a code that is no answer, and of that respondent the first item in key order.</summary>
    public static void ThrowFirstFault(ScoringKey key, ResponseMatrix responses)
    {
        byte[] row = new byte[responses.Items];
        for (int respondent = 0; respondent < responses.Respondents; respondent++)
        {
            responses.CopyRow(respondent, row);
            ThrowFault(key, row, respondent);
        }

        throw new UnreachableException("A fault was seen and not found again.");
    }

    public static void ThrowFault(ScoringKey key, ReadOnlySpan<byte> answers, int respondent)
    {
        foreach (ScaleKey scale in key.Scales)
        {
            foreach (ItemKey item in scale.Items)
            {
                byte code = answers[item.Item];
                if (code != ResponseMatrix.Missing && !item.Accepts(code))
                {
                    throw new AnswerOutOfRangeException(key.Items[item.Item], respondent, code, item.ValidCodes);
                }
            }
        }
    }
}
