using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Norms;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Norms;

public sealed class NormFileTests
{
    private const string Whole =
        """
        {
          "schema": 1, "id": "riasec-2026", "version": "1.0.0", "created": "2026-11-20T12:00:00Z", "source": "two schools",
          "by": ["grade", "sex"],
          "settings": { "method": "linear", "leastN": 300, "smoothingDegree": 4 },
          "scales": [ { "id": "R", "min": -1, "max": 4 }, { "id": "I", "min": 0, "max": 8 } ],
          "cells": [
            { "group": [], "frequencies": { "R": { "2": 1 } } },
            { "group": ["8", "F"], "frequencies": { "R": { "-1": 200, "4": 101 }, "I": { "8": 301 } } }
          ]
        }
        """;

    [Fact]
    public void Norms_come_back_the_same_to_the_last_bit()
    {
        Random random = new(51);
        for (int trial = 0; trial < 20; trial++)
        {
            NormSet norms = RandomNorms(random);
            NormReading reading = NormFile.Read(BytesOf(norms));
            Assert.Empty(reading.Faults);
            NormSetTests.AssertSame(norms, reading.Norms!);
            Assert.Equal(BytesOf(norms), BytesOf(reading.Norms!));
        }
    }

    [Fact]
    public void A_file_written_by_hand_is_read()
    {
        NormSet norms = NormFile.Read(Encoding.UTF8.GetBytes(Whole)).Norms!;
        Assert.Equal(
            new NormOrigin("riasec-2026", "1.0.0", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "two schools"), norms.Origin);
        Assert.Equal(302, norms.Everybody.Tables[0].Count);
        Assert.Equal("grade,sex", norms.LevelFor(["8", "F"]).Group.Level);
        Assert.Equal(4, norms.Settings.SmoothingDegree);
    }

    [Fact]
    public void The_example_of_the_readme_is_a_norm_file()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "engine", "Norms", "README.md"));
        string example = readme.Split("```json")[1].Split("```")[0];
        NormReading reading = NormFile.Read(Encoding.UTF8.GetBytes(example));
        Assert.Empty(reading.Faults);
        Assert.Equal(33, reading.Norms!.Everybody.Tables[0].Count);
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "$.schema")]
    [InlineData("\"riasec-2026\"", "\"RIASEC\"", "$.id")]
    [InlineData("\"1.0.0\"", "\"1\"", "$.version")]
    [InlineData("2026-11-20T12:00:00Z", "yesterday", "$.created")]
    [InlineData("\"grade\", \"sex\"", "\"grade\", \"grade\"", "$.by[1]")]
    [InlineData("\"grade\", \"sex\"", "\"grade\", \" sex\"", "$.by[1]")]
    [InlineData("\"linear\"", "\"curved\"", "$.settings.method")]
    [InlineData("300", "0", "$.settings.leastN")]
    [InlineData("\"smoothingDegree\": 4", "\"smoothingDegree\": 11", "$.settings.smoothingDegree")]
    [InlineData("\"id\": \"I\"", "\"id\": \"R\"", "$.scales[1]")]
    [InlineData("\"max\": 8", "\"max\": -8", "$.scales[1]")]
    [InlineData("\"max\": 8", "\"max\": 65536", "$.scales[1]")]
    [InlineData("\"max\": 8", "\"top\": 8", "$.scales[1].top")]
    [InlineData("[\"8\", \"F\"]", "[\"8\"]", "$.cells[1].group")]
    [InlineData("[\"8\", \"F\"]", "[]", "$.cells[1]")]
    [InlineData("[\"8\", \"F\"]", "[\"8\", \"\"]", "$.cells[1].group[1]")]
    [InlineData("\"I\": {", "\"A\": {", "$.cells[1].frequencies.A")]
    [InlineData("\"4\": 101", "\"5\": 101", "$.cells[1].frequencies.R.5")]
    [InlineData("\"4\": 101", "\"04\": 101", "$.cells[1].frequencies.R.04")]
    [InlineData("\"4\": 101", "\"4\": 1.5", "$.cells[1].frequencies.R.4")]
    [InlineData("\"4\": 101", "\"4\": 0", "$.cells[1].frequencies.R.4")]
    [InlineData("\"4\": 101", "\"4\": 1000000000000", "$.cells[1].frequencies.R.4")]
    [InlineData("\"4\": 101", "\"4\": \"many\"", "$.cells[1].frequencies.R.4")]
    public void A_fault_is_named_by_its_place_and_nothing_is_half_read(string good, string bad, string path)
    {
        Assert.Contains(good, Whole, StringComparison.Ordinal);
        NormReading reading = NormFile.Read(Encoding.UTF8.GetBytes(Whole.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Null(reading.Norms);
        Assert.Contains(path, reading.Faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Every_fault_is_listed()
    {
        string text = Whole.Replace("\"1.0.0\"", "1", StringComparison.Ordinal).Replace("\"linear\"", "7", StringComparison.Ordinal)
            .Replace("\"4\": 101", "\"9\": -1", StringComparison.Ordinal).Replace("\"source\"", "\"origin\"", StringComparison.Ordinal);
        NormReading reading = NormFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(reading.Norms);
        Assert.Equal(
            ["$.version", "$.origin", "$", "$.settings.method", "$.cells[1].frequencies.R.9"],
            reading.Faults.Select(fault => fault.Path).OrderBy(path => Array.IndexOf(
                ["$.version", "$.origin", "$", "$.settings.method"], path) is var place && place < 0 ? 9 : place));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Random random = new(52);
        byte[] whole = Encoding.UTF8.GetBytes(Whole);
        for (int trial = 0; trial < 3000; trial++)
        {
            byte[] broken = [.. whole];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                broken[random.Next(broken.Length)] = whole[random.Next(whole.Length)];
            }

            NormReading reading = NormFile.Read(broken.AsMemory(0, random.Next(8) == 0 ? random.Next(broken.Length) : broken.Length));
            Assert.Equal(reading.Norms is null, reading.Faults.Length > 0);
        }
    }

    [Fact]
    public void Scales_too_wide_for_memory_are_a_fault()
    {
        string scales = string.Join(",", Enumerable.Range(0, 100).Select(scale => $"{{\"id\":\"S{scale}\",\"min\":0,\"max\":65535}}"));
        string text = Whole.Replace("{ \"id\": \"I\", \"min\": 0, \"max\": 8 }", scales, StringComparison.Ordinal);
        Assert.Contains("$.scales", NormFile.Read(Encoding.UTF8.GetBytes(text)).Faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Cells_that_are_too_many_together_are_a_fault_of_the_one_that_is_too_much()
    {
        string text = Whole.Replace("\"2\": 1 ", "\"2\": 600000000000 ", StringComparison.Ordinal)
            .Replace("\"4\": 101", "\"4\": 600000000000", StringComparison.Ordinal);
        NormReading reading = NormFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(reading.Norms);
        Assert.Equal(["$.cells[1].frequencies.R.4"], reading.Faults.Select(fault => fault.Path));
    }

    [Fact]
    public void The_widest_norms_that_can_be_gathered_are_read_again()
    {
        NormAccumulator gathered = new([ComparableScore.Declared("W", -1, NormAccumulator.MostSteps - 1)], ["grade"]);
        int groups = (int)(NormAccumulator.MostPlaces / (NormAccumulator.MostSteps + 1)) - 1;
        for (int group = 0; group < groups; group++)
        {
            gathered.HistogramsOf([$"{group}"])[0].Push(group, ScoreHistogram.MostRespondents / groups);
        }

        Assert.Throws<ArgumentException>(() => gathered.HistogramsOf(["one more"]));
        NormSet norms = gathered.ToNorms(new NormOrigin("n", "1.0.0", DateTimeOffset.UnixEpoch, ""), new NormSettings());
        NormReading reading = NormFile.Read(BytesOf(norms));
        Assert.Empty(reading.Faults);
        Assert.Equal(BytesOf(norms), BytesOf(reading.Norms!));
    }

    [Theory]
    [InlineData("Big", "1.0.0", 0)]
    [InlineData("n", "1", 0)]
    [InlineData("n", "1.0.0", 2001)]
    public void Norms_that_could_not_be_read_again_are_not_written(string id, string version, int sourceLength)
    {
        NormOrigin origin = new(id, version, DateTimeOffset.UnixEpoch, new string('s', sourceLength));
        NormSet norms = new NormAccumulator([ComparableScore.Declared("A", 0, 8)], []).ToNorms(origin, new NormSettings());
        Assert.Throws<ArgumentException>(() => BytesOf(norms));
    }

    [Fact]
    public void The_published_schema_and_the_reader_say_the_same()
    {
        string path = Path.Combine(Repository.Root, "engine", "Norms", "norms.schema.json");
        JsonElement defs = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("$defs");
        foreach (JsonShape shape in NormShapes.All)
        {
            JsonElement def = defs.GetProperty(shape.Name);
            Assert.Equal(shape.Required.Order(), def.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order());
            Assert.Equal(
                shape.Required.Concat(shape.Optional).Order(),
                def.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        }

        Assert.Equal(
            NormShapes.All.Select(shape => shape.Name).Order(),
            defs.EnumerateObject().Where(def => def.Value.TryGetProperty("additionalProperties", out _)).Select(def => def.Name).Order());
        Assert.All(defs.EnumerateObject(), def => Assert.True(def.Value.TryGetProperty("description", out _), def.Name));
        JsonElement norms = defs.GetProperty("norms").GetProperty("properties");
        Assert.Equal(NormAccumulator.MostScores, norms.GetProperty("scales").GetProperty("maxItems").GetInt32());
        Assert.Equal(NormFile.LongestSource, norms.GetProperty("source").GetProperty("maxLength").GetInt32());
        Assert.Equal(JsonPatterns.Id().ToString()[..^2], defs.GetProperty("id").GetProperty("pattern").GetString()![..^1]);
        Assert.Equal(JsonPatterns.Version().ToString()[..^2], defs.GetProperty("version").GetProperty("pattern").GetString()![..^1]);
    }

    private static NormSet RandomNorms(Random random)
    {
        ImmutableArray<string> by = [.. new[] { "grade", "пол", "region" }.Take(random.Next(4))];
        NormAccumulator gathered = new([ComparableScore.Declared("R", -3, 9), ComparableScore.Declared("Шкала", 0, 40)], by);
        for (int row = random.Next(500); row > 0; row--)
        {
            string[] values = [.. by.Select(_ => random.Next(20) == 0 ? "" : $"{random.Next(8, 12)} \"x\"")];
            ImmutableArray<ScoreHistogram> histograms = gathered.HistogramsOf(values);
            histograms[0].Push(random.Next(-3, 10));
            histograms[1].Push(random.Next(0, 41), random.NextInt64(1, 1_000_000));
        }

        return gathered.ToNorms(
            new NormOrigin("n", "2.0.1", DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(1L << 58)), "«школы»"),
            new NormSettings
            {
                LeastN = random.Next(1, 400),
                Method = random.Next(2) == 0 ? NormMethod.Linear : NormMethod.Normalised,
                SmoothingDegree = random.Next(2) == 0 ? null : random.Next(1, 7),
            });
    }

    private static byte[] BytesOf(NormSet norms)
    {
        using StringWriter text = new();
        NormFile.Write(norms, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
