using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments;

/// <summary>One reason why a file is not a valid instrument or battery.</summary>
/// <param name="Path">JSON path of the place, e.g. <c>$.items[3].format</c>.</param>
/// <param name="Words">What is wrong there, for the author of the file.</param>
public sealed record InstrumentFault(string Path, Wording Words)
{
    /// <summary>What is wrong there, in English.</summary>
    public string Reason => Words.English;
}
