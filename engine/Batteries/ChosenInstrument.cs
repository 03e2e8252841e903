using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Batteries;

/// <summary>One instrument of a <see cref="PickedBattery"/>: all that its step is made of, so that the same words always give the same step.</summary>
/// <param name="Instrument">Id of the instrument.</param>
/// <param name="Form">Id of its form.</param>
/// <param name="Version">Version of the instrument.</param>
/// <param name="Seconds">The time limit; null for a step that everyone takes to the end.</param>
public sealed partial record ChosenInstrument(string Instrument, string Form, string Version, int? Seconds)
{
    /// <summary>As it stands in a battery's id, e.g. <c>aptitude-verbal:a@1.1.0~300</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Instrument}:{Form}@{Version}") + (Seconds is { } limit ? string.Create(CultureInfo.InvariantCulture, $"~{limit}") : "");

    /// <summary>Null when it is none.</summary>
    public static ChosenInstrument? TryParse(string text)
    {
        Match match = Shape().Match(text);
        return match.Success
            ? new ChosenInstrument(
                match.Groups["id"].Value, match.Groups["form"].Value, match.Groups["version"].Value,
                match.Groups["seconds"] is { Success: true, Value: var limit } ? int.Parse(limit, CultureInfo.InvariantCulture) : null)
            : null;
    }

    [GeneratedRegex("^(?<id>[a-z0-9-]{1,64}):(?<form>[A-Za-z0-9_-]{1,32})@(?<version>[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4})(~(?<seconds>[1-9][0-9]{1,3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
