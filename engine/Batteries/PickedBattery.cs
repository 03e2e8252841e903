using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>
/// A battery of instruments that somebody chose. Its id says what it is made of (<c>pick/9/riasec:short48@1.1.0+work-values-7@1.0.0</c>), so that it needs no
/// file and no table: whoever reads the id composes the same battery, byte for byte. Pure.
/// </summary>
internal static class PickedBattery
{
    /// <summary>Of the rules of composing: other rules are another version, and this one stays.</summary>
    public const string Version = "1.0.0";

    /// <summary>More than any lesson holds.</summary>
    public const int MostInstruments = 8;

    /// <summary>What the narrowest column of a battery's id takes.</summary>
    public const int LongestId = 400;

    private const string Prefix = "pick/";

    /// <summary>Whether an id is meant as one of these.</summary>
    public static bool Is(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The id of these instruments for a grade, in their one order. Null when there are too few, too many, or one of them twice or unknown.</summary>
    public static string? IdOf(int grade, IEnumerable<ChosenInstrument> chosen, InstrumentLibrary instruments)
    {
        ChosenInstrument[] all = [.. chosen];
        if (grade is < 1 or > 11 || !IsAllowed(all) || !all.All(one => FormOf(one, instruments) is not null))
        {
            return null;
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{grade}/") + string.Join('+', Ordered(all, instruments).Select(one => one.ToString()));
        return id.Length <= LongestId ? id : null;
    }

    /// <summary>The battery an id speaks of. Null when it is malformed, names what is not there, or is not in the order <see cref="IdOf"/> gives.</summary>
    public static Battery? Compose(string id, InstrumentLibrary instruments)
    {
        if (!Is(id) || id.Length > LongestId || id[Prefix.Length..].Split('/') is not [var gradeText, var list]
            || !int.TryParse(gradeText, NumberStyles.None, CultureInfo.InvariantCulture, out int grade))
        {
            return null;
        }

        ChosenInstrument?[] chosen = [.. list.Split('+').Select(ChosenInstrument.TryParse)];
        return chosen.All(one => one is not null) && IdOf(grade, chosen!, instruments) == id ? Compose(id, grade, chosen!, instruments) : null;
    }

    private static Battery Compose(string id, int grade, IEnumerable<ChosenInstrument> chosen, InstrumentLibrary instruments)
    {
        ImmutableArray<BatteryStep>.Builder steps = ImmutableArray.CreateBuilder<BatteryStep>();
        int first = 0;
        foreach (ChosenInstrument one in chosen)
        {
            InstrumentForm form = FormOf(one, instruments)!;
            var step = new BatteryStep(instruments.Get(one.Instrument, one.Version), form, Minutes: 1, first, one.Seconds);
            steps.Add(step with { Minutes = BatteryTime.Told(BatteryTime.Of(step).MedianMinutes) });
            first += form.Items.Length;
        }

        return new Battery(id, Version, TitleOf(steps), [grade], steps.ToImmutable());
    }

    private static LocalText TitleOf(IEnumerable<BatteryStep> steps) => new(LocalText.Empty.ByLanguage.SetItem(
        "ru", string.Join(" · ", steps.Select(step => step.Instrument.Title.Russian))));

    private static bool IsAllowed(ChosenInstrument[] chosen) =>
        chosen.Length is >= 1 and <= MostInstruments && chosen.DistinctBy(one => one.Instrument).Count() == chosen.Length
        && chosen.All(one => one.Seconds is null or (>= BatteryStepReader.ShortestLimit and <= BatteryStepReader.LongestLimit));

    private static InstrumentForm? FormOf(ChosenInstrument one, InstrumentLibrary instruments) => instruments.All
        .FirstOrDefault(known => known.Id == one.Instrument && known.Version == one.Version)?.Forms.GetValueOrDefault(one.Form);

    /// <summary>By the parts of a result: what is felt comes before what is solved, and every order of choosing is one battery.</summary>
    private static IEnumerable<ChosenInstrument> Ordered(IEnumerable<ChosenInstrument> chosen, InstrumentLibrary instruments) => chosen
        .OrderBy(one => instruments.Get(one.Instrument, one.Version).Result)
        .ThenBy(one => one.Instrument, StringComparer.Ordinal);
}
