using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Qti;

/// <summary>Items of a foreign package put together as an instrument's file. What it says is proven by the instrument's own reader.</summary>
internal sealed class InstrumentDraft(FindingList findings)
{
    private const int MostItems = 1_000;
    private const int MostForms = 16;
    private const int LongestText = 2_000;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The file, or null after the list was told why.</summary>
    /// <param name="items">All items in the order of the package.</param>
    /// <param name="interpretations">What outcomes stand for.</param>
    public byte[]? Assemble(
        string id, string title, IReadOnlyList<DraftItem> items, ImmutableArray<DraftTest> tests, IReadOnlyDictionary<string, string> interpretations)
    {
        (DraftItem Item, string Name)[] named = [.. Named(items)];
        if (named.Length == 0)
        {
            findings.Fault("", null, $"No item of the package can be an item of ours; the list says of each why.");
            return null;
        }

        LikertGroups likert = new(named.Select(one => one.Item));
        DraftKeys keys = new(named, likert, findings);
        var scales = keys.Scales.ToArray();
        if (scales.Length == 0)
        {
            findings.Fault("", null, $"No item that was read has a key, and an instrument has one scale at least. Choices need a correctResponse, a mapping or response processing.");
            return null;
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        JsonArray told = [];
        JsonArray keyed = [];
        foreach ((string outcome, bool isTask, bool isBestWorst, JsonArray own) in scales)
        {
            string scale = QtiIdentifiers.NewName(outcome, "scale", taken);
            taken.Add(scale);
            string called = Cut(interpretations.TryGetValue(outcome, out string? words) ? words : outcome == "SCORE" ? title : outcome);
            told.Add(new JsonObject
            {
                ["id"] = scale,
                ["kind"] = isBestWorst ? "ipsative" : isTask ? "criterion" : "normative",
                ["title"] = DraftTexts.Json(called),
                ["meaning"] = DraftTexts.Json(Cut(DraftTexts.MeaningOf(called))),
            });
            keyed.Add(new JsonObject { ["scale"] = scale, ["items"] = own });
        }

        DraftFormats formats = new(likert);
        JsonArray listed = [.. named.Select(one => (JsonNode)formats.ItemOf(one.Item, one.Name))];
        JsonObject scoring = new()
        {
            ["missing"] = scales.Any(scale => scale.IsBestWorst) ? new JsonObject { ["rule"] = "tolerate", ["blanks"] = 0 } : new JsonObject { ["rule"] = "zero" },
            ["keys"] = keyed,
        };
        if (named.Where(one => !keys.IsScored(one.Name)).Select(one => (JsonNode)one.Name).ToArray() is { Length: > 0 } unscored)
        {
            scoring["unscored"] = new JsonArray(unscored);
        }

        JsonObject file = new()
        {
            ["schema"] = InstrumentReader.FormatVersion,
            ["id"] = id,
            ["version"] = "1.0.0",
            ["languages"] = new JsonArray("ru"),
            ["title"] = DraftTexts.Json(title),
            ["instruction"] = DraftTexts.Json(tests.Select(test => Cut(test.Instruction)).FirstOrDefault(told => told.Length > 0) ?? DraftTexts.Instruction),
            ["status"] = "pilot",
            ["note"] = DraftTexts.Json(DraftTexts.Note),
            ["scales"] = told,
            ["formats"] = formats.Json,
            ["items"] = listed,
        };
        if (FormsOf(tests, named, keyed) is { Count: > 0 } forms)
        {
            file["forms"] = forms;
        }

        file["scoring"] = scoring;
        return JsonSerializer.SerializeToUtf8Bytes(file, PlainJson.Indented);
    }

    /// <summary>Titles and the like, as long as a text may be.</summary>
    public static string Cut(string text) => text.EnumerateRunes().Count() <= LongestText ? text : ItemBody.Tidy(string.Concat(text.EnumerateRunes().Take(LongestText)));

    private IEnumerable<(DraftItem Item, string Name)> Named(IReadOnlyList<DraftItem> items)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        for (int place = 0; place < items.Count; place++)
        {
            DraftItem item = items[place];
            if (place == MostItems)
            {
                findings.LeftOut(item.File, item.At, $"An instrument has {MostItems} items at most; this and all that follow are left out.");
                yield break;
            }

            string name = QtiIdentifiers.NewName(item.Identifier, "item", taken);
            if (name != item.Identifier)
            {
                findings.Changed(item.File, item.At, $"The item is called {name} here: names are up to 32 letters, digits, _ and -, each once.");
            }

            taken.Add(name);
            _names[name] = item.File;
            yield return (item, name);
        }
    }

    /// <summary>Tests that ask some of the items, in the order of all, are forms; others are not.</summary>
    private JsonObject FormsOf(ImmutableArray<DraftTest> tests, (DraftItem Item, string Name)[] named, JsonArray keys)
    {
        JsonObject forms = [];
        HashSet<string> taken = new(StringComparer.Ordinal) { "full" };
        foreach (DraftTest test in tests)
        {
            HashSet<string> asked = [.. test.Items];
            string[] kept = [.. named.Where(one => asked.Contains(one.Item.File)).Select(one => one.Name)];
            string[] files = [.. named.Select(one => one.Item.File).Distinct().Where(asked.Contains)];
            bool isWhole = kept.Length == named.Length;
            bool isOrdered = test.Items.Where(files.Contains).SequenceEqual(files);
            bool hasAllScales = keys.All(scale => scale!["items"]!.AsArray().Any(key => kept.Contains((string)key!["item"]!)));
            if (isWhole)
            {
                continue;
            }

            if (!isOrdered || !hasAllScales || kept.Length == 0 || forms.Count == MostForms)
            {
                findings.LeftOut(test.File, test.At, $"The test is no form of the instrument: a form keeps the order of all items, and one of each scale.");
                continue;
            }

            string name = QtiIdentifiers.NewName(test.Identifier, "form", taken);
            taken.Add(name);
            forms[name] = new JsonArray([.. kept.Select(item => (JsonNode)item)]);
        }

        return forms;
    }
}
