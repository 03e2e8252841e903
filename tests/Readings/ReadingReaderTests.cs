using System.Text;
using Diagnostics.Engine.Readings;
using Diagnostics.Tests.Instruments.Words;

namespace Diagnostics.Tests.Readings;

public sealed class ReadingReaderTests
{
    private const string Whole =
        """
        {
          "schema": 1, "instrument": "not-written-yet", "version": "1.2.0", "rule": "answers",
          "limits": { "student": "с", "parent": "р", "psychologist": "п" },
          "scales": [
            {
              "scale": "calm",
              "limits": { "student": "шкала с", "parent": "шкала р", "psychologist": "шкала п" },
              "levels": {
                "high": { "student": "выше с", "parent": "выше р", "psychologist": "выше п" },
                "middle": { "student": "посередине с", "parent": "посередине р", "psychologist": "посередине п" },
                "low": { "student": "иначе с", "parent": "иначе р", "psychologist": "иначе п" }
              }
            }
          ]
        }
        """;

    [Fact]
    public void Readings_without_an_instrument_are_read_whole()
    {
        InstrumentReadings readings = Read(Whole).Readings!;
        Assert.Equal(("not-written-yet", "1.2.0", LevelRule.Answers), (readings.Instrument, readings.Version, readings.Rule));
        Assert.Equal("р", readings.Limits.For(Audience.Parent));
        ScaleReadings calm = readings.Of("calm")!;
        Assert.Equal("шкала п", calm.Limits!.For(Audience.Psychologist));
        Assert.Equal("выше с", calm.At(ReadingLevel.High).For(Audience.Student));
        Assert.Equal("посередине р", calm.At(ReadingLevel.Middle).For(Audience.Parent));
        Assert.Equal("иначе п", calm.At(ReadingLevel.Low).For(Audience.Psychologist));
        Assert.Null(readings.Of("storm"));
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "$.schema")]
    [InlineData("\"not-written-yet\"", "\"Not written\"", "$.instrument")]
    [InlineData("\"1.2.0\"", "\"1.2\"", "$.version")]
    [InlineData("\"answers\"", "\"norms\"", "$.rule")]
    [InlineData("\"rule\": \"answers\",", "", "$")]
    [InlineData("\"student\": \"с\"", "\"student\": \"\"", "$.limits.student")]
    [InlineData("\"student\": \"с\"", "\"student\": \" с\"", "$.limits.student")]
    [InlineData("\"student\": \"с\"", "\"teacher\": \"с\"", "$.limits.teacher")]
    [InlineData("\"calm\"", "\"тихо\"", "$.scales[0].scale")]
    [InlineData("\"шкала р\"", "1", "$.scales[0].limits.parent")]
    [InlineData("\"middle\": {", "\"average\": {", "$.scales[0].levels.average")]
    [InlineData("\"low\": {", "\"high\": {", "$.scales[0].levels.high")]
    [InlineData("\"иначе п\"", "null", "$.scales[0].levels.low.psychologist")]
    public void A_fault_is_told_with_its_place(string right, string wrong, string path)
    {
        string faulty = Whole.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Whole, faulty);
        ReadingFileResult result = Read(faulty);
        Assert.Null(result.Readings);
        Assert.Contains(result.Faults, fault => fault.Path == path);
    }

    [Fact]
    public void A_scale_that_is_there_twice_is_a_fault()
    {
        int start = Whole.IndexOf("[\n", StringComparison.Ordinal) + 1;
        string scale = Whole[start..Whole.LastIndexOf(']')];
        string twice = Whole.Replace(scale, $"{scale.TrimEnd()}, {scale}", StringComparison.Ordinal);
        Assert.Equal("$.scales[1]", Assert.Single(Read(twice).Faults).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    public void What_is_no_readings_file_is_a_fault_and_no_exception(string text) => Assert.NotEmpty(Read(text).Faults);

    private static ReadingFileResult Read(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        ReadingFileResult result = ReadingReader.Read(bytes);
        PlainRussian.Assert(bytes, result.Faults);
        return result;
    }
}
