using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// Turns the bytes of an instrument file (format version 1, see instrument.schema.json) into an instrument or into every fault it has.
/// No input makes it throw.
/// </summary>
public static class InstrumentReader
{
    /// <summary>Larger files are refused.</summary>
    public const int MostBytes = JsonFile.MaxBytes;

    internal const int FormatVersion = 1;
    private const int MostScales = 100;

    /// <summary>Parts of a result as a file names them.</summary>
    internal static readonly ImmutableSortedDictionary<string, ResultPart> ResultParts = new Dictionary<string, ResultPart>
    {
        ["interests"] = ResultPart.Interests,
        ["values"] = ResultPart.Values,
        ["nextSteps"] = ResultPart.NextSteps,
        ["aptitudes"] = ResultPart.Aptitudes,
        ["none"] = ResultPart.None,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static InstrumentReading Read(ReadOnlyMemory<byte> json)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults);
        Instrument? instrument = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults));
        return new InstrumentReading(faults.Any ? null : instrument! with { File = json }, faults.ToImmutable());
    }

    /// <summary>Reads a file; of one that is too large only as much as it takes to say so.</summary>
    public static InstrumentReading Read(Stream stream)
    {
        byte[] buffer = new byte[JsonFile.MaxBytes + 1];
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Read(buffer.AsMemory(0, length));
    }

    private static Instrument? ReadRoot(JsonPlace root)
    {
        if (root.Open(InstrumentShapes.Instrument) is not { } fields)
        {
            return null;
        }

        fields["$schema"]?.Text();
        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? id = fields["id"]?.Id();
        string? version = fields["version"]?.Version();
        ImmutableArray<string> languages = ReadLanguages(fields);
        LocalTextReader texts = new(languages);
        LocalText? title = TextAt(fields, "title", texts);
        LocalText? instruction = TextAt(fields, "instruction", texts);
        LocalText? note = TextAt(fields, "note", texts);
        InstrumentStatus? status = ReadStatus(fields, root);
        ImmutableArray<Scale> scales = ReadScales(fields, texts);
        ResultPart result = ReadResult(fields, scales);
        ImmutableDictionary<string, AnswerFormat> formats =
            fields["formats"] is { } formatsPlace ? new AnswerFormatReader(texts).ReadAll(formatsPlace) : [];
        ImmutableArray<Item> items = fields["items"] is { } itemsPlace ? new ItemReader(texts, formats).ReadAll(itemsPlace) : [];
        ScoringRules? scoring = fields["scoring"] is { } scoringPlace ? new ScoringReader(scales, items).Read(scoringPlace) : null;

        ImmutableSortedDictionary<string, ImmutableArray<int>> forms = new FormReader(items).ReadAll(fields["forms"], scoring);
        if (root.Faults.Any)
        {
            return null;
        }

        ImmutableSortedDictionary<string, InstrumentForm> cut = FormsOf(forms, items, scales, scoring!);
        string hash = CanonicalJson.HashOf(root.Element);
        return new Instrument(id!, version!, title!, instruction!, status!.Value, scales, cut, hash)
        {
            Languages = languages,
            Note = note,
            Result = result,
            Unscored = scoring!.Unscored,
        };
    }

    private static ImmutableSortedDictionary<string, InstrumentForm> FormsOf(
        ImmutableSortedDictionary<string, ImmutableArray<int>> forms,
        ImmutableArray<Item> items,
        ImmutableArray<Scale> scales,
        ScoringRules scoring)
    {
        return forms.ToImmutableSortedDictionary(form => form.Key, form => FormOf(form.Key, form.Value), StringComparer.Ordinal);

        InstrumentForm FormOf(string id, ImmutableArray<int> columns)
        {
            ImmutableArray<Item> kept = [.. columns.Select(column => items[column])];
            return new InstrumentForm(id, kept, scoring.KeyFor(scales, columns, [.. kept.Select(item => item.Id)]));
        }
    }

    private static LocalText? TextAt(JsonFields fields, string name, LocalTextReader texts) =>
        fields[name] is { } place ? texts.Read(place) : null;

    private static ImmutableArray<string> ReadLanguages(JsonFields fields)
    {
        if (fields["languages"] is not { } place)
        {
            return ["ru"];
        }

        HashSet<string> languages = new(StringComparer.Ordinal);
        foreach (JsonPlace entry in place.Elements(1, 16))
        {
            if (entry.Matching(JsonPatterns.Language(), $"a language of two lower-case letters") is { } language && !languages.Add(language))
            {
                entry.Fault($"Language {language} is there twice.");
            }
        }

        if (languages.Add("ru"))
        {
            place.Fault($"Russian (ru) is always among the languages.");
        }

        return [.. languages.Order(StringComparer.Ordinal)];
    }

    private static InstrumentStatus? ReadStatus(JsonFields fields, JsonPlace root)
    {
        switch (fields["status"]?.Text())
        {
            case "pilot":
                if (fields["note"] is null)
                {
                    root.Fault($"A pilot says in its note that there are no norms.");
                }

                return InstrumentStatus.Pilot;
            case "normed":
                return InstrumentStatus.Normed;
            case null:
                return null;
            default:
                fields["status"]?.Fault($"Expected pilot or normed.");
                return null;
        }
    }

    private static ResultPart ReadResult(JsonFields fields, ImmutableArray<Scale> scales)
    {
        bool hasRightAnswers = scales.Any(scale => scale.Kind == ScaleKind.Criterion);
        ResultPart silent = hasRightAnswers ? ResultPart.Aptitudes : ResultPart.Interests;
        if (fields["result"] is not { } place || place.Text() is not { } name)
        {
            return silent;
        }

        if (!ResultParts.TryGetValue(name, out ResultPart part))
        {
            place.Fault($"Expected one of {string.Join(", ", ResultParts.Keys)}.");
        }
        else if (hasRightAnswers && part is not (ResultPart.Aptitudes or ResultPart.None))
        {
            place.Fault($"Right and wrong answers are aptitudes or no result: no other part waits for release.");
        }

        return part;
    }

    private static ImmutableArray<Scale> ReadScales(JsonFields fields, LocalTextReader texts)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<Scale>.Builder scales = ImmutableArray.CreateBuilder<Scale>();
        foreach (JsonPlace place in fields["scales"]?.Elements(1, MostScales) ?? [])
        {
            if (ReadScale(place, texts) is not { } scale)
            {
                continue;
            }

            if (seen.Add(scale.Id))
            {
                scales.Add(scale);
            }
            else
            {
                place.Fault($"Scale {scale.Id} is there twice.");
            }
        }

        return scales.ToImmutable();
    }

    private static Scale? ReadScale(JsonPlace place, LocalTextReader texts)
    {
        if (place.Open(InstrumentShapes.Scale) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Name();
        ScaleKind? kind = ReadKind(fields);
        LocalText? title = TextAt(fields, "title", texts);
        LocalText? meaning = TextAt(fields, "meaning", texts);
        return id is null || kind is null || title is null || meaning is null ? null : new Scale(id, kind.Value, title, meaning);
    }

    private static ScaleKind? ReadKind(JsonFields fields)
    {
        switch (fields["kind"]?.Text())
        {
            case "normative":
                return ScaleKind.Normative;
            case "ipsative":
                return ScaleKind.Ipsative;
            case "criterion":
                return ScaleKind.Criterion;
            case null:
                return null;
            default:
                fields["kind"]?.Fault($"Expected normative, ipsative or criterion.");
                return null;
        }
    }
}
