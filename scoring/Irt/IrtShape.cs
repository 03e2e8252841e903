using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>What the rooms of item response theory demand of answers.</summary>
internal static class IrtShape
{
    public static void Check(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, int respondent = 0)
    {
        if (items.Length != answers.Length)
        {
            throw new ArgumentException($"{answers.Length} answers to {items.Length} items.", nameof(answers));
        }

        for (int item = 0; item < answers.Length; item++)
        {
            byte code = answers[item];
            if (code != ResponseMatrix.Missing && code >= items[item].Categories)
            {
                throw new AnswerOutOfRangeException(
                    string.Create(CultureInfo.InvariantCulture, $"{item}"), respondent, code, $"0..{items[item].Categories - 1}");
            }
        }
    }

    /// <summary>Looks for the first fault of a matrix in which one was seen.</summary>
    public static void ThrowFirstFault(ImmutableArray<ItemParameters> items, ResponseMatrix responses)
    {
        byte[] row = new byte[responses.Items];
        for (int respondent = 0; respondent < responses.Respondents; respondent++)
        {
            responses.CopyRow(respondent, row);
            Check(items, row, respondent);
        }
    }

    public static void CheckItems(ImmutableArray<ItemParameters> items)
    {
        if (items.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There are no items.", nameof(items));
        }

        if (items.FirstOrDefault(item => item.Categories > ResponseMatrix.Missing) is { } wide)
        {
            throw new ArgumentException($"{wide.Categories} categories; codes are 0..{ResponseMatrix.Missing - 1}.", nameof(items));
        }
    }

    public static void CheckMatrix(ImmutableArray<ItemParameters> items, ResponseMatrix responses, int thetaLength, int errorLength)
    {
        if (responses.Items != items.Length)
        {
            throw new ArgumentException($"The matrix has {responses.Items} items, the parameters {items.Length}.", nameof(responses));
        }

        if (thetaLength != responses.Respondents || errorLength != responses.Respondents)
        {
            throw new ArgumentException($"{responses.Respondents} respondents; places for {thetaLength} and {errorLength}.");
        }
    }
}
