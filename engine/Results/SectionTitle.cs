using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Results;

/// <summary>
/// How a page calls a section. One of tasks is called as its only scale: its instrument's title may also tell the form from its timed twin,
/// which is nothing a student asks.
/// </summary>
internal static class SectionTitle
{
    public static string Of(Instrument instrument) =>
        (instrument is { Result: ResultPart.Aptitudes, Scales: [Scale only] } ? only.Title : instrument.Title).Russian;
}
