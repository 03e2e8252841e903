using System.Text;
using System.Xml;
using System.Xml.Linq;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Qti;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;
using Diagnostics.Tests.Instruments;

namespace Diagnostics.Tests.Qti;

public sealed class QtiRoundTripTests
{
    private const int Seed = 20261123;

    public static TheoryData<string, QtiVersion> Instruments
    {
        get
        {
            TheoryData<string, QtiVersion> data = [];
            foreach ((string name, _) in QtiPackages.BuiltIn("instrument.json"))
            {
                foreach (QtiVersion version in QtiPackages.Versions)
                {
                    data.Add(name, version);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Instruments))]
    public void Every_built_in_instrument_comes_back_letter_by_letter(string name, QtiVersion version)
    {
        byte[] json = QtiPackages.BuiltIn("instrument.json").Single(one => one.Name == name).Json;
        QtiContent content = QtiContent.Of(json);
        QtiReading reading = QtiPackages.Read(QtiPackages.Written(content, version));
        Assert.True(reading.IsOwn, reading.Told());
        QtiInstrument back = Assert.Single(reading.Instruments);
        Assert.Equal(content.Instruments[0].Instrument.ContentHash, back.Instrument.ContentHash);
        Assert.Equal(json, back.Json.ToArray());
        Assert.Empty(reading.Findings);
    }

    [Theory]
    [MemberData(nameof(Instruments))]
    public void What_is_written_has_the_structure_the_specification_asks_for(string name, QtiVersion version)
    {
        byte[] json = QtiPackages.BuiltIn("instrument.json").Single(one => one.Name == name).Json;
        AssertStructure(QtiPackages.Written(QtiContent.Of(json), version), version);
    }

    [Theory]
    [MemberData(nameof(Instruments))]
    public void The_XML_alone_gives_every_item_every_text_and_every_point(string name, QtiVersion version)
    {
        byte[] json = QtiPackages.BuiltIn("instrument.json").Single(one => one.Name == name).Json;
        Instrument instrument = QtiContent.Of(json).Instruments[0].Instrument;
        QtiReading reading = QtiPackages.Read(QtiPackages.WithoutCompanion(QtiPackages.Written(QtiContent.Of(json), version)));
        Instrument back = Assert.Single(reading.Instruments).Instrument;
        Assert.DoesNotContain(reading.Findings, one => one.Kind == QtiFindingKind.LeftOut && !one.Reason.StartsWith("The side file", StringComparison.Ordinal) && !one.File.StartsWith("diagnostics", StringComparison.Ordinal));
        InstrumentForm old = instrument.Forms["full"];
        InstrumentForm now = back.Forms["full"];
        Assert.Equal(old.Items.Length, now.Items.Length);
        for (int column = 0; column < old.Items.Length; column++)
        {
            (Item before, Item after) = (old.Items[column], now.Items[column]);
            Assert.Equal(before.Text.Russian, after.Text.Russian);
            Assert.Equal(WordsOf(before), WordsOf(after));
            Assert.Equal(before.Picture is null, after.Picture is null);
            Assert.Equal(before.Solution?.Russian, after.Solution?.Russian);
            foreach (var scale in old.Key.Scales)
            {
                byte[] points = [.. PointsOf(scale, column, before)];
                byte[] kept = [.. now.Key.Scales.Where(one => one.Id == scale.Id).SelectMany(one => PointsOf(one, column, after))];
                Assert.Equal(points, kept);
            }
        }

        Assert.Equal(instrument.Forms.Keys, back.Forms.Keys);
    }

    [Fact]
    public void Random_instruments_come_back_letter_by_letter_and_are_well_formed()
    {
        Random random = new(Seed);
        for (int round = 0; round < 150; round++)
        {
            byte[] json = RandomInstrument.Json(random);
            QtiContent content = QtiContent.Of(json);
            QtiVersion version = QtiPackages.Versions[round % 2];
            byte[] package = QtiPackages.Written(content, version);
            QtiReading reading = QtiPackages.Read(package);
            Assert.True(reading.IsOwn, reading.Told());
            Assert.Equal(content.Instruments[0].Instrument.ContentHash, reading.Instruments[0].Instrument.ContentHash);
            AssertStructure(package, version);

            // Alone the XML may hold no instrument at all, but then it says why.
            QtiReading alone = QtiPackages.Read(QtiPackages.WithoutCompanion(package));
            Assert.Equal(alone.Instruments.IsEmpty, alone.Findings.Any(one => one.Kind == QtiFindingKind.Fault));
        }
    }

    [Fact]
    public void The_sample_with_every_format_comes_back_from_the_XML_alone_as_far_as_it_can()
    {
        byte[] json = Encoding.UTF8.GetBytes(SampleInstrument.Json().ToJsonString());
        foreach (QtiVersion version in QtiPackages.Versions)
        {
            QtiReading reading = QtiPackages.Read(QtiPackages.WithoutCompanion(QtiPackages.Written(QtiContent.Of(json), version)));
            AnswerFormat FormatOf(string id) => reading.ItemOf($"sample_{id}").Format;
            AnswerFormat.Likert likert = Assert.IsType<AnswerFormat.Likert>(FormatOf("a1"));
            Assert.Equal((1, 3), (likert.First, likert.Labels.Length));
            Assert.Equal("Мало", Assert.IsType<AnswerFormat.Slider>(FormatOf("b1")).Low.Russian);
            Assert.IsType<AnswerFormat.Pair>(FormatOf("p1"));
            Assert.IsType<AnswerFormat.BestWorst>(FormatOf("w1"));
            Assert.IsType<AnswerFormat.SingleChoice>(FormatOf("c1"));
            Assert.Equal(2, Assert.IsType<AnswerFormat.MultipleChoice>(FormatOf("m1")).Most);
            Assert.IsType<AnswerFormat.Ranking>(FormatOf("o1"));
            Assert.IsType<AnswerFormat.NumberEntry>(FormatOf("n1"));
            Assert.Equal(["one", "two", "left", "right"], reading.Instruments[0].Instrument.Scales.Select(scale => scale.Id).OrderBy(scale => Array.IndexOf(["one", "two", "left", "right"], scale)));
            Assert.Equal("Круг не имеет углов.", reading.ItemOf("sample_c1").Solution!.Russian);
            Assert.NotNull(reading.ItemOf("sample_c1").Options[0].Svg);
            Assert.Contains("short", reading.Instruments[0].Instrument.Forms.Keys);
        }
    }

    [Fact]
    public void A_battery_comes_back_with_its_instruments_and_their_texts()
    {
        ContentShelf shelf = ContentShelf.LoadBuiltIn();
        Battery battery = shelf.Batteries.All.Last(one => one.Id == "lesson-10-11");
        ContentFiles files = new(null);
        foreach (QtiVersion version in QtiPackages.Versions)
        {
            byte[] package = QtiPackages.Written(QtiContent.Of(battery, files), version);
            AssertStructure(package, version);
            QtiReading reading = QtiPackages.Read(package);
            Assert.True(reading.IsOwn, reading.Told());
            Assert.Equal(files.Battery(battery.Id, battery.Version).ToArray(), reading.Battery!.Value.Json.ToArray());
            Assert.Equal(battery.Steps.Select(step => step.Instrument.ContentHash), reading.Instruments.Select(one => one.Instrument.ContentHash));
            Assert.All(reading.Instruments, one => Assert.Equal(files.Readings(one.Instrument.Id)?.ToArray(), one.Readings?.ToArray()));
            Assert.Contains(reading.Instruments, one => one.Readings is not null);
            Assert.Contains(reading.Instruments, one => one.Readings is null);
            Assert.Contains(version == QtiVersion.V30 ? "qti-time-limits max-time=\"" : "timeLimits maxTime=\"", Encoding.UTF8.GetString(QtiPackages.PartsOf(package)["test-lesson-10-11.xml"]), StringComparison.Ordinal);
            QtiReading renamed = QtiPackages.Read(package, new QtiReadingOptions { Id = "other" });
            Assert.Contains(renamed.Findings, one => one.Kind == QtiFindingKind.Fault);
        }
    }

    [Fact]
    public void Norms_ride_along_letter_by_letter()
    {
        NormSet norms = new NormAccumulator([ComparableScore.Declared("A", 0, 8)], []).ToNorms(new NormOrigin("region", "1.0.0", DateTimeOffset.UnixEpoch, "вымышлены"), new NormSettings());
        using StringWriter text = new();
        NormFile.Write(norms, text);
        byte[] json = Encoding.UTF8.GetBytes(text.ToString());
        QtiContent content = QtiContent.Of(new ContentFiles(null).Instrument("riasec", "1.1.0")).With(json);
        QtiFile back = Assert.Single(QtiPackages.Read(QtiPackages.Written(content, QtiVersion.V22)).Norms);
        Assert.Equal("region-1.0.0.json", back.Name);
        Assert.Equal(json, back.Content.ToArray());
    }

    [Fact]
    public void Somebody_who_has_worked_on_an_item_is_not_overruled_by_the_side_file()
    {
        byte[] package = QtiPackages.Written(QtiContent.Of(new ContentFiles(null).Instrument("riasec", "1.1.0")), QtiVersion.V30);
        byte[] edited = QtiPackages.Changed(package, parts =>
        {
            string name = parts.Keys.First(one => one.StartsWith("items/", StringComparison.Ordinal));
            parts[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(parts[name]).Replace("<qti-prompt>", "<qti-prompt>Сегодня: ", StringComparison.Ordinal));
        });
        QtiReading reading = QtiPackages.Read(edited);
        Assert.False(reading.IsOwn);
        Assert.Contains(reading.Findings, one => one.File == "diagnostics.xml" && one.Reason.StartsWith("The package is not as it was written (items/", StringComparison.Ordinal));
        Assert.Contains(reading.Instruments[0].Instrument.Forms["full"].Items, item => item.Text.Russian.StartsWith("Сегодня: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_side_file_that_lies_is_not_believed()
    {
        byte[] package = QtiPackages.Written(QtiContent.Of(new ContentFiles(null).Instrument("riasec", "1.1.0")), QtiVersion.V22);
        byte[] edited = QtiPackages.Changed(package, parts =>
            parts["diagnostics.xml"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(parts["diagnostics.xml"]).Replace("\"kind\": \"normative\"", "\"kind\": \"criterion\"", StringComparison.Ordinal)));
        Assert.False(QtiPackages.Read(edited).IsOwn);
        Assert.False(QtiPackages.Read(QtiPackages.Changed(package, parts => parts["diagnostics.xml"] = "<x/>"u8.ToArray())).IsOwn);
    }

    [Fact]
    public void Reading_and_writing_tell_how_far_they_are_and_can_be_stopped()
    {
        QtiContent content = QtiContent.Of(new ContentFiles(null).Instrument("riasec", "1.1.0"));
        Shares written = new();
        Shares read = new();
        using MemoryStream package = new();
        QtiWriter.Write(content, QtiVersion.V30, package, written, default);
        Assert.Equal([1.0], written.Told);
        byte[] alone = QtiPackages.WithoutCompanion(package.ToArray());
        QtiReader.Read(new MemoryStream(alone), "a.zip", new QtiReadingOptions(), read, default);
        Assert.Equal((content.Instruments[0].Instrument.Forms["full"].Items.Length, 1.0), (read.Told.Count, read.Told[^1]));
        Assert.Equal(read.Told.Order(), read.Told);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => QtiWriter.Write(content, QtiVersion.V30, new MemoryStream(), null, stopped.Token));
        Assert.Throws<OperationCanceledException>(() => QtiReader.Read(new MemoryStream(alone), "a.zip", new QtiReadingOptions(), null, stopped.Token));
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Told { get; } = [];

        public void Report(double value) => Told.Add(value);
    }

    [Fact]
    public void The_same_content_is_the_same_files()
    {
        QtiContent content = QtiContent.Of(new ContentFiles(null).Instrument("aptitude-spatial", "1.1.0"));
        Assert.Equal(QtiPackages.Written(content, QtiVersion.V30), QtiPackages.Written(content, QtiVersion.V30));
    }

    [Fact]
    public void Under_another_identifier_only_the_identifier_changes()
    {
        byte[] package = QtiPackages.Written(QtiContent.Of(new ContentFiles(null).Instrument("work-values", "1.0.0"), new ContentFiles(null).Readings("work-values")), QtiVersion.V30);
        QtiReading reading = QtiPackages.Read(package, new QtiReadingOptions { Id = "our-values" });
        QtiInstrument one = Assert.Single(reading.Instruments);
        Assert.Equal("our-values", one.Instrument.Id);
        Assert.Contains("\"our-values\"", Encoding.UTF8.GetString(one.Readings!.Value.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(InstrumentLinter.Examine(one.Instrument), finding => finding.Severity == LintSeverity.Error);
        Assert.Contains(reading.Findings, finding => finding.Kind == QtiFindingKind.Changed);
        Assert.Throws<ArgumentException>(() => QtiPackages.Read(package, new QtiReadingOptions { Id = "Not an id" }));
    }

    [Fact]
    public void A_file_that_is_no_instrument_is_not_written()
    {
        Assert.Contains("items", Assert.Throws<InvalidDataException>(() => QtiContent.Of("{\"schema\":1}"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => QtiContent.Of(new ContentFiles(null).Instrument("riasec", "1.1.0")).With("{}"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => new ContentFiles(null).Instrument("riasec", "9.9.9"));
    }

    private static void AssertStructure(byte[] package, QtiVersion version)
    {
        bool isThree = version == QtiVersion.V30;
        Dictionary<string, byte[]> parts = QtiPackages.PartsOf(package);
        string manifest = Encoding.UTF8.GetString(parts["imsmanifest.xml"]);
        foreach ((string name, byte[] content) in parts.Where(part => part.Key.EndsWith(".xml", StringComparison.Ordinal) && part.Key != "diagnostics.xml"))
        {
            Assert.Empty(QtiRules.BreachesOf(name, content, isThree));
            Assert.Empty(name == "imsmanifest.xml" ? [] : QtiRules.Undeclared(content, isThree));
        }

        Assert.All(parts.Keys.Where(name => name != "imsmanifest.xml"), name => Assert.Contains($"href=\"{name}\"", manifest, StringComparison.Ordinal));
        XElement[] resources = [.. XDocument.Parse(manifest).Descendants().Where(one => one.Name.LocalName == "resource")];
        string[] identifiers = [.. resources.Select(one => one.Attribute("identifier")!.Value)];
        Assert.Equal(identifiers.Length, identifiers.Distinct(StringComparer.Ordinal).Count());
        Assert.All(identifiers, one => Assert.Equal(one, XmlConvert.VerifyNCName(one)));
        Assert.Empty(resources.Elements().Where(one => one.Name.LocalName == "dependency").Select(one => one.Attribute("identifierref")!.Value).Except(identifiers));
        Assert.Contains($"type=\"imsqti_item_xml{(isThree ? "v3p0" : "v2p2")}\"", manifest, StringComparison.Ordinal);
    }

    private static string[] WordsOf(Item item) =>
        item.Format is AnswerFormat.Likert likert ? [.. likert.Labels.Select(label => label.Russian)] : [.. item.Options.Select(option => option.Text.Russian)];

    /// <summary>What each answer brings, whatever the key is called.</summary>
    private static IEnumerable<byte> PointsOf(ScaleKey scale, int column, Item item) => scale.Items.Where(key => key.Item == column).SelectMany(key =>
        Enumerable.Range(0, 16).Select(code => (byte)code).Where(code => item.Format is AnswerFormat.SingleChoice or AnswerFormat.Pair ? code < item.Options.Length : key.Accepts(code)).Select(key.PointsFor));
}
