using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Qti;

namespace Diagnostics.Tests.Qti;

/// <summary>Packages that mean harm, and bytes that mean nothing.</summary>
public sealed class QtiHostileTests
{
    private const int Seed = 20261123;

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;")]
    [InlineData("<!DOCTYPE a SYSTEM 'https://example.org/a.dtd'>", "")]
    [InlineData("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>", "&b;")]
    public void A_document_type_is_refused(string type, string use)
    {
        string item = type + QtiForeignTests.Good().Replace("Вопрос good", $"Вопрос {use}", StringComparison.Ordinal);
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("imsmanifest.xml", QtiForeignTests.Manifest("imsqti_item_xmlv3p0|good.xml", "imsqti_item_xmlv3p0|bad.xml")), ("good.xml", QtiForeignTests.Good()), ("bad.xml", item)));
        Assert.Single(reading.Instruments);
        Assert.Contains(reading.Findings, one => one.File == "bad.xml" && one.Kind == QtiFindingKind.LeftOut && one.Reason.Contains("(DTD) is refused", StringComparison.Ordinal));
        Assert.DoesNotContain("root:", reading.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_in_the_manifest_ends_the_reading()
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("imsmanifest.xml", "<!DOCTYPE a><manifest/>"), ("good.xml", QtiForeignTests.Good())));
        Assert.Equal((QtiFindingKind.Fault, "imsmanifest.xml"), (reading.Findings[0].Kind, reading.Findings[0].File));
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("a/../../evil.xml")]
    [InlineData("/etc/evil.xml")]
    [InlineData("C:\\evil.xml")]
    [InlineData("..\\evil.xml")]
    public void A_name_that_leads_out_of_the_package_ends_the_reading(string name)
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(("good.xml", QtiForeignTests.Good()), (name, "<a/>")));
        Assert.Empty(reading.Instruments);
        Assert.Contains("leads out of the package", reading.Told(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../secret.svg", "leads out of the package")]
    [InlineData("%2e%2e/%2e%2e/secret.svg", "leads out of the package")]
    [InlineData("file:///etc/passwd", "nothing is fetched")]
    [InlineData("https://example.org/a.svg", "nothing is fetched")]
    [InlineData("//example.org/a.svg", "nothing is fetched")]
    [InlineData("data:image/svg+xml,%3Csvg/%3E", "not read")]
    [InlineData("C:/secret.svg", "leads out of the package")]
    [InlineData("gone.svg", "has no file")]
    public void A_picture_from_elsewhere_is_not_fetched(string source, string reason)
    {
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("good.xml", QtiForeignTests.Good()), ("odd.xml", QtiForeignTests.Item("odd", $"<p>Что?<img src='{source}' alt='x'/></p>{QtiForeignTests.Choice("odd")}", "single", "identifier"))));
        Assert.Single(reading.Instruments[0].Instrument.Forms["full"].Items);
        Assert.Contains(reason, reading.Findings.First(one => one.File == "odd.xml").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<g><script xmlns='http://www.w3.org/2000/svg'>alert(1)</script></g>")]
    [InlineData("<rect width='1' height='1' onload='alert(1)'/>")]
    [InlineData("<a href='javascript:alert(1)'><rect/></a>")]
    [InlineData("<rect href='https://example.org' width='1'/>")]
    [InlineData("<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#a'/>")]
    [InlineData("<image href='https://example.org/a.png'/>")]
    [InlineData("<foreignObject><p>x</p></foreignObject>")]
    [InlineData("<rect fill='url(https://example.org)' width='1'/>")]
    [InlineData("<rect style='fill:url(#a);width:expression(1)'/>")]
    [InlineData("<style>rect{}</style>")]
    [InlineData("<animate attributeName='x'/>")]
    [InlineData("<text>слова</text>")]
    [InlineData("слова")]
    public void A_picture_that_does_anything_but_draw_is_refused(string inside)
    {
        string svg = $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>{inside}</svg>";
        foreach ((string body, string file) in new[] { ("<img src='p.svg' alt='x'/>", svg), (svg, "<svg/>") })
        {
            QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
                ("good.xml", QtiForeignTests.Good()), ("odd.xml", QtiForeignTests.Item("odd", $"<p>Что?{body}</p>{QtiForeignTests.Choice("odd")}", "single", "identifier")), ("p.svg", file)));
            Assert.Single(reading.Instruments[0].Instrument.Forms["full"].Items);
            Assert.Contains("picture", reading.Findings.First(one => one.File == "odd.xml").Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_zip_bomb_is_counted_while_it_is_unpacked()
    {
        string spaces = new(' ', 20_000_000);
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("imsmanifest.xml", QtiForeignTests.Manifest("imsqti_item_xmlv3p0|good.xml", "imsqti_item_xmlv3p0|big.xml")), ("good.xml", QtiForeignTests.Good()), ("big.xml", $"<a>{spaces}</a>")));
        Assert.Single(reading.Instruments);
        Assert.Contains("LeftOut big.xml:0: : The file, or all of the package, is larger", reading.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_files_and_two_of_one_name_end_the_reading()
    {
        using MemoryStream many = new();
        using (ZipArchive archive = new(many, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int number = 0; number < 8_001; number++)
            {
                archive.CreateEntry($"f{number}", CompressionLevel.NoCompression).Open().Dispose();
            }
        }

        Assert.Contains("more than 8000 files", QtiPackages.Read(many.ToArray()).Told(), StringComparison.Ordinal);
        Assert.Contains("two files of this name", QtiPackages.Read(QtiPackages.Zip(("a.xml", "<a/>"), ("a.xml", "<a/>"))).Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("<div>", 5_000)) + string.Concat(Enumerable.Repeat("</div>", 5_000));
        string many = string.Concat(Enumerable.Repeat("<br/>", 250_000));
        QtiReading reading = QtiPackages.Read(QtiPackages.Zip(
            ("good.xml", QtiForeignTests.Good()),
            ("deep.xml", QtiForeignTests.Item("deep", deep, "single", "identifier")),
            ("long.xml", QtiForeignTests.Item("long", many, "single", "identifier")),
            ("words.xml", QtiForeignTests.Item("words", $"<p>{new string('я', 3_000)}</p>{QtiForeignTests.Choice("x")}", "single", "identifier"))));
        Assert.Single(reading.Instruments[0].Instrument.Forms["full"].Items);
        Assert.Contains("Nested deeper than 64", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("More than 200000 elements", reading.Told(), StringComparison.Ordinal);
        Assert.Contains("more than 2000 characters", reading.Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_words_stays_words()
    {
        string item = QtiForeignTests.Good().Replace("Вопрос good", "&lt;img src=x onerror=alert(1)&gt; <b>жирно</b>", StringComparison.Ordinal);
        Assert.Equal("<img src=x onerror=alert(1)> жирно", QtiPackages.Read(item).ItemOf("good").Text.Russian);
    }

    [Fact]
    public void Processing_without_end_is_given_up()
    {
        string condition = "<qti-match><qti-variable identifier='RESPONSE'/><qti-base-value base-type='identifier'>z</qti-base-value></qti-match>";
        string rules = string.Concat(Enumerable.Repeat($"<qti-response-condition><qti-response-if>{condition}</qti-response-if></qti-response-condition>", 8_000));
        string item = QtiForeignTests.Good().Replace("</qti-assessment-item>", $"<qti-response-processing>{rules}</qti-response-processing></qti-assessment-item>", StringComparison.Ordinal);
        Assert.Contains("so many steps is not understood", QtiPackages.Read(item).Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_in_a_package_never_throw()
    {
        Random random = new(Seed);
        byte[] own = QtiPackages.Written(QtiContent.Of(new ContentFiles(null).Instrument("plans", "1.1.0")), QtiVersion.V22);
        byte[] example = File.ReadAllBytes(Path.Combine(Repository.Root, "examples", "qti_school_day.zip"));
        for (int round = 0; round < 400; round++)
        {
            byte[] spoilt = [.. round % 2 == 0 ? own : example];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            }

            Examine(QtiPackages.Read(round % 10 == 0 ? spoilt[..random.Next(spoilt.Length)] : spoilt));
        }
    }

    [Fact]
    public void Random_changes_of_its_files_never_throw()
    {
        Random random = new(Seed);
        byte[] example = File.ReadAllBytes(Path.Combine(Repository.Root, "examples", "qti_school_day.zip"));
        byte[] own = QtiPackages.WithoutCompanion(QtiPackages.Written(QtiContent.Of(Encoding.UTF8.GetBytes(Instruments.SampleInstrument.Json().ToJsonString())), QtiVersion.V30));
        string[] bits = ["", "-1", "1e400", "NaN", "a0", "\"", "<p>", "</p>", "<x/>", "&#x0;", "&amp;", "identifier", "qti-", "multiple", "999999999999", "0"];
        for (int round = 0; round < 400; round++)
        {
            Examine(QtiPackages.Read(QtiPackages.Changed(round % 2 == 0 ? example : own, parts =>
            {
                string name = parts.Keys.ElementAt(random.Next(parts.Count));
                string text = Encoding.UTF8.GetString(parts[name]);
                for (int change = random.Next(1, 4); change > 0 && text.Length > 1; change--)
                {
                    int at = random.Next(text.Length - 1);
                    text = text[..at] + bits[random.Next(bits.Length)] + text[Math.Min(text.Length, at + random.Next(0, 12))..];
                }

                parts[name] = Encoding.UTF8.GetBytes(text);
            })));
        }
    }

    private static void Examine(QtiReading reading)
    {
        Assert.Equal(reading.Instruments.IsEmpty, reading.Findings.Any(one => one.Kind == QtiFindingKind.Fault));
        Assert.All(reading.Findings, one => Assert.DoesNotContain(one.File + one.Element + one.Reason, char.IsControl));
    }
}
