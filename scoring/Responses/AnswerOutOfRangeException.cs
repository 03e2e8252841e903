using System.Globalization;

namespace Diagnostics.Scoring.Responses;

/// <summary>A respondent's code is no valid answer to an item. Such a code is an error, never a score.</summary>
public sealed class AnswerOutOfRangeException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="item">Identifier of the item.</param>
    /// <param name="respondent">Row of the respondent, from 0.</param>
    /// <param name="code">The code found.</param>
    /// <param name="valid">The valid codes in words, e.g. "0..4".</param>
    public AnswerOutOfRangeException(string item, int respondent, byte code, string valid)
        : base(string.Create(CultureInfo.InvariantCulture, $"Respondent {respondent}, item {item}: code {code} is outside {valid}."))
    {
        Item = item;
        Respondent = respondent;
        Code = code;
    }

    /// <summary>Identifier of the item.</summary>
    public string Item { get; }

    /// <summary>Row of the respondent, from 0.</summary>
    public int Respondent { get; }

    /// <summary>The code found.</summary>
    public byte Code { get; }
}
