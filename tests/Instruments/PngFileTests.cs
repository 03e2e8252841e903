using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Tests.Instruments;

/// <summary>Pictures of dots: a whole PNG and nothing else.</summary>
public sealed class PngFileTests
{
    /// <summary>From the specification's own example: the checksum of an empty IEND.</summary>
    [Fact]
    public void The_checksum_is_the_standards() => Assert.Equal(0xAE426082, PngFile.Crc("IEND"u8));

    [Theory]
    [InlineData(8, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(16, 2, 6)]
    [InlineData(8, 6, 4)]
    [InlineData(8, 4, 2)]
    public void A_picture_of_each_kind_is_kept_as_it_is(byte depth, byte colour, int bytesOfEight)
    {
        // Of seven dots: as many bytes as bits of a row need.
        int row = 1 + (depth == 1 ? 1 : 7 * bytesOfEight);
        byte[] png = MadePng.Of(MadePng.Header(7, 3, depth, colour), MadePng.Packed(new byte[row * 3]), ("IEND", []));
        (PngFile? file, _) = PngFile.Read(png);
        Assert.Equal((7, 3), (file!.Width, file.Height));
        Assert.Equal(png, file.Content.ToArray());
    }

    [Fact]
    public void The_rows_of_an_interlaced_picture_are_those_of_its_passes()
    {
        // 5 × 5: passes of 1×1, 1×1, 2×1, 1×2, 3×1, 2×3 and 5×2 dots, each row with its filter.
        int bytes = 2 + 2 + 3 + 4 + 4 + 9 + 12;
        Assert.NotNull(PngFile.Read(Interlaced(bytes)).File);
        Assert.Null(PngFile.Read(Interlaced(bytes - 1)).File);
        Assert.Null(PngFile.Read(Interlaced(bytes + 1)).File);

        static byte[] Interlaced(int bytes) => MadePng.Of(MadePng.Header(5, 5, 8, 0, 1), MadePng.Packed(new byte[bytes]), ("IEND", []));
    }

    [Fact]
    public void What_does_not_draw_is_dropped()
    {
        byte[] bare = MadePng.Of(4, 4);
        byte[] noted = MadePng.Of(MadePng.Header(4, 4, 8, 0), ("tEXt", "Author\0Somebody"u8.ToArray()), ("eXIf", new byte[40]), MadePng.Dots(4, 4), ("IEND", []), ("tEXt", "x\0y"u8.ToArray()));
        Assert.Equal(bare, PngFile.Read(noted).File!.Content.ToArray());
    }

    [Fact]
    public void Every_broken_byte_of_what_draws_is_noticed()
    {
        byte[] png = MadePng.Of(4, 4);
        for (int at = 0; at < png.Length; at++)
        {
            byte[] broken = [.. png];
            broken[at] ^= 0x20;
            // A capital letter made small is a chunk that draws nothing, and its checksum is wrong all the same.
            Assert.Null(PngFile.Read(broken).File);
            Assert.Null(PngFile.Read(png.AsSpan(0, at)).File);
        }
    }

    [Theory]
    [InlineData(2001, 1, "its sides are longer than 2000 dots")]
    [InlineData(400, 400, "it is larger than 128 KB")]
    public void A_picture_has_bounds(int width, int height, string reason) => Assert.Equal(reason, FormattableString.Invariant(PngFile.Read(MadePng.Of(width, height)).Reason!));

    [Fact]
    public void Rows_that_are_too_few_too_many_or_of_no_filter_are_no_picture()
    {
        byte[] filter = new byte[20];
        filter[5] = 5;
        foreach (byte[] rows in new[] { new byte[19], new byte[21], filter })
        {
            Assert.Equal("its dots are not whole", PngFile.Read(MadePng.Of(MadePng.Header(4, 4, 8, 0), MadePng.Packed(rows), ("IEND", []))).Reason!.Format);
        }

        Assert.NotNull(PngFile.Read(MadePng.Of(MadePng.Header(4, 4, 8, 0), MadePng.Packed(new byte[20]), ("IEND", []))).File);
        Assert.Null(PngFile.Read(MadePng.Of(MadePng.Header(4, 4, 8, 3), MadePng.Packed(new byte[20]), ("IEND", []))).File);
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        byte[] bomb = MadePng.Of(MadePng.Header(4, 4, 8, 0), MadePng.Packed(new byte[50_000_000]), ("IEND", []));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(PngFile.Read(bomb).File);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void An_option_may_be_of_dots()
    {
        InstrumentReading reading = Sample(Image(MadePng.Of(4, 4)));
        SvgElement image = Assert.Single(reading.Instrument!.Forms["full"].Items.Single(item => item.Id == "c1").Options[0].Svg!.Children);
        Assert.Equal("4", image.Attributes["height"]);
    }

    [Fact]
    public void Dots_that_are_not_there_whole_or_bring_notes_are_refused_at_their_place()
    {
        JsonObject loading = Image(MadePng.Of(4, 4)), framed = Image(MadePng.Of(4, 4)), shape = Image(MadePng.Of(4, 4)), filled = Image(MadePng.Of(4, 4));
        loading["attributes"]!["href"] = "https://example.org/a.png";
        framed["attributes"]!.AsObject().Remove("width");
        shape["tag"] = "rect";
        filled["children"] = new JsonArray(new JsonObject { ["tag"] = "g" });
        byte[] noted = MadePng.Of(MadePng.Header(4, 4, 8, 0), ("tEXt", "x\0y"u8.ToArray()), MadePng.Dots(4, 4), ("IEND", []));
        foreach (JsonObject one in new[] { loading, framed, shape, filled, Image(noted), Image(MadePng.Of(4, 4)[..^3]) })
        {
            InstrumentReading reading = Sample(one);
            Assert.Null(reading.Instrument);
            Assert.All(reading.Faults, fault => Assert.StartsWith("$.items[7].options[0].svg.children[0]", fault.Path, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Pictures_that_a_class_would_wait_for_are_warned_of()
    {
        JsonObject heavy = Image(MadePng.Of(360, 360));
        InstrumentReading reading = SampleInstrument.Read(json =>
            json["items"]![7]!["options"]![0]!["svg"]!["children"] = new JsonArray([.. Enumerable.Range(0, 2).Select(_ => heavy.DeepClone())]));
        Assert.DoesNotContain(InstrumentLinter.Examine(reading.Instrument!), finding => finding.Rule == "heavy-pictures");
        reading = SampleInstrument.Read(json =>
            json["items"]![7]!["options"]![0]!["svg"]!["children"] = new JsonArray([.. Enumerable.Range(0, 3).Select(_ => heavy.DeepClone())]));
        Assert.Contains(InstrumentLinter.Examine(reading.Instrument!), finding => finding.Rule == "heavy-pictures");
    }

    private static InstrumentReading Sample(JsonObject image) => SampleInstrument.Read(json => json["items"]![7]!["options"]![0]!["svg"]!["children"] = new JsonArray(image));

    private static JsonObject Image(byte[] png) => new()
    {
        ["tag"] = "image",
        ["attributes"] = new JsonObject { ["href"] = $"data:image/png;base64,{Convert.ToBase64String(png)}", ["width"] = "4", ["height"] = "4" },
    };
}
