using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Tests.Instruments.Words;

namespace Diagnostics.Tests.Instruments;

public sealed class FuzzTests
{
    private const int Seed = 20261120;

    [Fact]
    public void Random_bytes_in_a_built_in_file_never_throw()
    {
        Random random = new(Seed);
        InstrumentLibrary library = InstrumentLibrary.LoadBuiltIn();
        foreach ((string name, byte[] json) in BuiltInFiles())
        {
            for (int round = 0; round < 150; round++)
            {
                byte[] spoilt = Spoilt(json, random);
                if (name.StartsWith("batteries/", StringComparison.Ordinal))
                {
                    BatteryReading reading = BatteryReader.Read(spoilt, library);
                    PlainRussian.Assert(spoilt, reading.Faults, Names(library));
                    Assert.Equal(reading.Battery is null, reading.Faults.Length > 0);
                }
                else
                {
                    Examine(spoilt, round % 10 == 0);
                }
            }
        }
    }

    [Fact]
    public void Random_values_anywhere_in_an_instrument_never_throw()
    {
        Random random = new(Seed);
        string sample = SampleInstrument.Json().ToJsonString();
        string[] values =
        [
            "null", "true", "-1", "0", "1", "2.5", "1e400", "300", "\"\"", "\"x\"", "\"one\"", "\"a1\"", "\"\\ud800\"",
            "[]", "{}", "[[]]", "{\"ru\":\"x\"}",
            "{\"a\":1,\"a\":2}",
        ];
        for (int round = 0; round < 3_000; round++)
        {
            JsonNode root = JsonNode.Parse(sample)!;
            string[] marks = [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => $"@@{number}@@")];
            foreach (string mark in marks)
            {
                Plant(root, mark, random);
            }

            string json = marks.Aggregate(
                root.ToJsonString(),
                (text, mark) => text.Replace($"\"{mark}\"", values[random.Next(values.Length)], StringComparison.Ordinal));
            Examine(Encoding.UTF8.GetBytes(json), inRussian: true);
        }
    }

    private static void Examine(byte[] json, bool inRussian)
    {
        InstrumentReading reading = InstrumentReader.Read(json);
        Assert.Equal(reading.Instrument is null, reading.Faults.Length > 0);
        Assert.All(reading.Faults, fault => Assert.StartsWith("$", fault.Path, StringComparison.Ordinal));
        Assert.All(reading.Faults, fault => Assert.DoesNotContain(fault.Path + fault.Reason, char.IsControl));
        if (inRussian)
        {
            PlainRussian.Assert(json, reading.Faults);
        }

        if (reading.Instrument is { } instrument)
        {
            ImmutableArray<LintFinding> findings = InstrumentLinter.Examine(instrument);
            Assert.NotEmpty(findings);
            if (inRussian)
            {
                PlainRussian.Assert(json, findings);
            }
        }
    }

    private static string[] Names(InstrumentLibrary library) => [.. library.All.SelectMany(one => one.Forms.Keys.Append(one.Id)).Distinct()];

    private static byte[] Spoilt(byte[] json, Random random)
    {
        List<byte> bytes = [.. json];
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), Math.Min(30, bytes.Count - at)));
                    break;
                default:
                    bytes[at] = (byte)"{}[]\",:0\\"[random.Next(9)];
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add(0);
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts a mark in a random place of the tree, as a new value or under a new name.</summary>
    private static void Plant(JsonNode root, string mark, Random random)
    {
        JsonNode node = root;
        while (true)
        {
            if (node is JsonObject named && named.Count > 0)
            {
                string name = named.ElementAt(random.Next(named.Count)).Key;
                if (named[name] is not (JsonObject or JsonArray) || random.Next(4) == 0)
                {
                    named[random.Next(8) == 0 ? "extra" : name] = mark;
                    return;
                }

                node = named[name]!;
            }
            else if (node is JsonArray array && array.Count > 0)
            {
                int index = random.Next(array.Count);
                if (array[index] is not (JsonObject or JsonArray) || random.Next(4) == 0)
                {
                    array[index] = mark;
                    return;
                }

                node = array[index]!;
            }
            else
            {
                return;
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Json)> BuiltInFiles()
    {
        Assembly engine = typeof(InstrumentReader).Assembly;
        foreach (string name in engine.GetManifestResourceNames().Where(name => name.EndsWith("instrument.json", StringComparison.Ordinal)
            || name.EndsWith("battery.json", StringComparison.Ordinal)))
        {
            using MemoryStream copy = new();
            engine.GetManifestResourceStream(name)!.CopyTo(copy);
            yield return (name, copy.ToArray());
        }
    }
}
