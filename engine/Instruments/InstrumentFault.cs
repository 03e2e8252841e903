namespace Diagnostics.Engine.Instruments;

/// <summary>One reason why a file is not a valid instrument or battery.</summary>
/// <param name="Path">JSON path of the place, e.g. <c>$.items[3].format</c>.</param>
/// <param name="Reason">What is wrong there, in English, for the author of the file.</param>
public sealed record InstrumentFault(string Path, string Reason);
