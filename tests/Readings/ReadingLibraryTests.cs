using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Readings;

public sealed class ReadingLibraryTests
{
    private static readonly ReadingLibrary Library = ReadingLibrary.LoadBuiltIn();

    [Fact]
    public void Every_file_of_readings_in_the_library_is_built_in()
    {
        string folder = Path.Combine(Repository.Root, "engine", "Instruments", "Library");
        string[] files = [.. Directory.GetFiles(folder, "readings.json", SearchOption.AllDirectories)];
        Assert.NotEmpty(files);
        Assert.Equal(
            files.Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            Library.All.Select(readings => $"{readings.Instrument}/readings.json").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_instrument_and_its_readings_name_the_same_scales_in_the_same_order()
    {
        Instrument[] read = [.. InstrumentLibrary.LoadBuiltIn().All.Where(instrument => Library.Find(instrument.Id) is not null)];
        Assert.Contains(read, instrument => instrument.Id == "riasec");
        Assert.All(read, instrument => Assert.Equal(
            instrument.Scales.Select(scale => scale.Id), Library.Find(instrument.Id)!.Scales.Select(scale => scale.Scale)));
    }

    [Fact]
    public void The_rule_fits_the_kind_of_the_scales()
    {
        foreach (Instrument instrument in InstrumentLibrary.LoadBuiltIn().All)
        {
            if (Library.Find(instrument.Id) is { } readings)
            {
                Assert.All(instrument.Scales, scale => Assert.Contains(readings.Rule, RulesOf(scale.Kind)));
            }
        }
    }

    [Fact]
    public void A_text_is_found_by_instrument_scale_level_and_audience()
    {
        ScaleReadings hands = Library.Of("riasec", "R")!;
        Assert.StartsWith("Дела для рук", hands.At(ReadingLevel.High).For(Audience.Student), StringComparison.Ordinal);
        Assert.Null(Library.Find("horoscope"));
        Assert.Null(Library.Of("riasec", "Z"));
        Assert.Null(Library.Of("horoscope", "R"));
    }

    private static LevelRule[] RulesOf(ScaleKind kind) => kind switch
    {
        ScaleKind.Normative => [LevelRule.Leading, LevelRule.Answers],
        ScaleKind.Ipsative => [LevelRule.Choices, LevelRule.Tiers],
        ScaleKind.Criterion => [LevelRule.Tasks],
    };
}
