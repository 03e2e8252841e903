using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Reviews;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Indicators;

/// <summary>
/// Turns the bytes of an indicator file (format version 1) into a library or into every fault it has. No input makes it throw. Titles of members are those of the instruments.
/// </summary>
public static class IndicatorReader
{
    internal static readonly JsonShape Shape = new("indicators", ["schema", "version", "indicators"], ["courses"]);
    internal static readonly JsonShape IndicatorShape = new("indicator", ["id", "title", "note", "counts"], ["instrument", "item", "items", "reason", "most", "least", "grades"]);

    private const int FormatVersion = 1;
    private const int Most = 60;
    private const int MostItems = 20;
    private const int MostSectors = 5;
    private static readonly LocalTextReader Texts = new(["en", "ru"]);

    private static readonly ImmutableArray<(NeedReason Reason, string Name)> Reasons =
        [(NeedReason.Undecided, "undecided"), (NeedReason.Gap, "gap"), (NeedReason.PlanAgainstValues, "planAgainstValues"), (NeedReason.Flat, "flat")];

    public static IndicatorReading Read(ReadOnlyMemory<byte> json, InstrumentLibrary instruments, AtlasYear atlas)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults);
        IndicatorLibrary? library = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults), instruments, atlas, Convert.ToHexStringLower(SHA256.HashData(json.Span)));
        return new IndicatorReading(faults.Any ? null : library, faults.ToImmutable());
    }

    /// <summary>The same of an operator's file, which stands beside the built-in one.</summary>
    internal static IndicatorReading ReadOwn(ReadOnlyMemory<byte> json, InstrumentLibrary instruments, AtlasYear atlas)
    {
        IndicatorReading reading = Read(json, instruments, atlas);
        return reading.Library is { } own && IndicatorLibrary.LoadBuiltIn(instruments, atlas).FaultsOf(own) is { IsEmpty: false } faults ? new IndicatorReading(null, faults) : reading;
    }

    private static IndicatorLibrary? ReadRoot(JsonPlace root, InstrumentLibrary instruments, AtlasYear atlas, string content)
    {
        if (root.Open(Shape) is not { } fields)
        {
            return null;
        }

        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? version = fields["version"]?.Version();
        ImmutableArray<IndicatorMember> courses = ReadCourses(fields);
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<Indicator>.Builder all = ImmutableArray.CreateBuilder<Indicator>();
        foreach (JsonPlace place in fields["indicators"]?.Elements(1, Most) ?? [])
        {
            if (ReadOne(place, instruments, atlas, courses) is not { } one)
            {
                continue;
            }

            if (seen.Add(one.Id))
            {
                all.Add(one);
            }
            else
            {
                place.Fault($"Indicator {one.Id} is there twice.");
            }
        }

        return root.Faults.Any ? null : new IndicatorLibrary(version!, all.ToImmutable(), content);
    }

    private static ImmutableArray<IndicatorMember> ReadCourses(JsonFields fields)
    {
        ImmutableArray<IndicatorMember>.Builder courses = ImmutableArray.CreateBuilder<IndicatorMember>();
        if (fields["courses"]?.Open(new JsonShape("courses", Courses.Names, [])) is { } named)
        {
            foreach (string name in Courses.Names)
            {
                if (named[name] is { } place && Texts.Read(place) is { } title)
                {
                    courses.Add(new IndicatorMember(name, title));
                }
            }
        }

        return courses.ToImmutable();
    }

    private static Indicator? ReadOne(JsonPlace place, InstrumentLibrary instruments, AtlasYear atlas, ImmutableArray<IndicatorMember> courses)
    {
        if (place.Open(IndicatorShape) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        LocalText? title = fields["title"] is { } titlePlace ? Texts.Read(titlePlace) : null;
        LocalText? note = fields["note"] is { } notePlace ? Texts.Read(notePlace) : null;
        ImmutableArray<int> grades = [.. (fields["grades"]?.Elements(1, 11) ?? []).Select(one => one.Whole(1, 11)).OfType<int>()];
        if (fields["counts"] is not { } counts || id is null || title is null || note is null)
        {
            return null;
        }

        (IndicatorSource? source, ImmutableArray<IndicatorMember> members) = ReadSource(counts, fields, new IndicatorMember(id, title), instruments, atlas, courses);
        if (!grades.IsEmpty && source is (IndicatorSource.Course or IndicatorSource.ParentsAnswered))
        {
            // How many finished is in both: of other grades, one would tell what the other keeps back.
            fields["grades"]?.Fault($"Who came and whose parents answered is counted of all grades.");
            return null;
        }

        return source is null ? null : new Indicator(id, title, note, source, grades) { Members = members };
    }

    private static (IndicatorSource? Source, ImmutableArray<IndicatorMember> Members) ReadSource(
        JsonPlace counts, JsonFields fields, IndicatorMember itself, InstrumentLibrary instruments, AtlasYear atlas, ImmutableArray<IndicatorMember> courses)
    {
        switch (counts.Text())
        {
            case "course":
                if (courses.IsEmpty)
                {
                    counts.Fault($"Property courses is missing.");
                    return default;
                }

                return (new IndicatorSource.Course { IsExclusive = true }, courses);
            case "leading":
                return (new IndicatorSource.Leading(), ScalesOf(instruments.All.Where(InterestAnswers.Measures)));
            case "nearSectors":
                return ReadSectors(counts, fields, atlas);
            case "upperTier":
                return (new IndicatorSource.UpperTier(), ScalesOf(instruments.All.Where(one => ItemsOf(one).All(item => item.Format is AnswerFormat.BestWorst))));
            case "chosen":
                return ReadChosen(counts, fields, instruments);
            case "points":
                return (ReadPoints(counts, fields, instruments), [itself]);
            case "reason":
                return (ReadReason(fields), [itself]);
            case "parentsAnswered":
                return (new IndicatorSource.ParentsAnswered(), [itself]);
            case { } unknown:
                counts.Fault($"Expected course, leading, nearSectors, upperTier, chosen, points, reason or parentsAnswered, found {Quoted.Of(unknown)}.");
                return default;
            case null:
                return default;
        }
    }

    /// <summary>The scales of instruments, each once, titled as the newest version does.</summary>
    private static ImmutableArray<IndicatorMember> ScalesOf(IEnumerable<Instrument> instruments)
    {
        Dictionary<string, IndicatorMember> known = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (Scale scale in instruments.SelectMany(one => one.Scales))
        {
            if (known.TryAdd(scale.Id, new IndicatorMember(scale.Id, scale.Title)))
            {
                order.Add(scale.Id);
            }
        }

        return [.. order.Select(id => known[id])];
    }

    private static (IndicatorSource? Source, ImmutableArray<IndicatorMember> Members) ReadSectors(JsonPlace counts, JsonFields fields, AtlasYear atlas)
    {
        if (fields["most"] is not { } mostPlace || fields["least"] is not { } leastPlace)
        {
            counts.Fault($"Property most or least is missing.");
            return default;
        }

        var fits = FamilyFits.WithinPerson(Recommender.OccupationsOf(atlas));
        return mostPlace.Whole(1, MostSectors) is { } most && leastPlace.Number(0, 1) is { } least ? (new IndicatorSource.NearSectors(fits, most, (double)least), [.. fits.Families.Select(id => Sector(atlas, id))]) : default;
    }

    private static IndicatorMember Sector(AtlasYear atlas, string id) =>
        new(id, new LocalText(LocalText.Empty.ByLanguage.SetItem("ru", atlas.Sectors.First(sector => sector.Id == id).Title)));

    private static (IndicatorSource? Source, ImmutableArray<IndicatorMember> Members) ReadChosen(JsonPlace counts, JsonFields fields, InstrumentLibrary instruments)
    {
        if (InstrumentOf(counts, fields, instruments) is not { } instrument)
        {
            return default;
        }

        string? id = fields["item"]?.Text();
        if (ItemsOf(instrument).FirstOrDefault(one => one.Id == id) is not { Format: AnswerFormat.SingleChoice or AnswerFormat.MultipleChoice } item)
        {
            counts.Fault($"{instrument.Id} {instrument.Version} has no item {Quoted.Of(id ?? "")} with options to choose from.");
            return default;
        }

        return (
            new IndicatorSource.Chosen(instrument.Id, item.Id) { IsExclusive = item.Format is AnswerFormat.SingleChoice },
            [.. item.Options.Select((option, position) => new IndicatorMember(position.ToString(CultureInfo.InvariantCulture), option.Text))]);
    }

    private static IndicatorSource.Points? ReadPoints(JsonPlace counts, JsonFields fields, InstrumentLibrary instruments)
    {
        string[] items = [.. (fields["items"]?.Elements(1, MostItems) ?? []).Select(place => place.Text()).OfType<string>()];
        if (InstrumentOf(counts, fields, instruments) is not { } instrument)
        {
            return null;
        }

        AnswerFormat.Likert[] formats = [.. items.Select(id => ItemsOf(instrument).FirstOrDefault(one => one.Id == id)?.Format).OfType<AnswerFormat.Likert>()];
        if (items.Length == 0 || formats.Length < items.Length || formats.DistinctBy(format => (format.First, format.Labels.Length)).Count() > 1)
        {
            counts.Fault($"{instrument.Id} {instrument.Version} does not rate {Quoted.Of(string.Join(", ", items))} by the same points.");
            return null;
        }

        return new IndicatorSource.Points(instrument.Id, [.. items], formats[0].First, items.Length * (formats[0].Labels.Length - 1));
    }

    private static IndicatorSource.Reason? ReadReason(JsonFields fields)
    {
        if (fields["reason"] is not { } place || place.Text() is not { } name)
        {
            return null;
        }

        if (Reasons.Any(one => one.Name == name))
        {
            return new IndicatorSource.Reason(Reasons.First(one => one.Name == name).Reason);
        }

        place.Fault($"Expected {string.Join(", ", Reasons.Select(one => one.Name))}, found {Quoted.Of(name)}.");
        return null;
    }

    private static ImmutableArray<Item> ItemsOf(Instrument instrument) => instrument.Forms["full"].Items;

    private static Instrument? InstrumentOf(JsonPlace counts, JsonFields fields, InstrumentLibrary instruments)
    {
        if (fields["instrument"] is not { } place)
        {
            counts.Fault($"Property instrument is missing.");
            return null;
        }

        if (place.Text() is { } id && instruments.Newest(id) is { } found)
        {
            return found;
        }

        place.Fault($"There is no such instrument.");
        return null;
    }
}
