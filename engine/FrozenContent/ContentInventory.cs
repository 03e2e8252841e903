using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>All content this server runs, piece by piece with its hash, and what of it a campaign uses. It does not change while the server runs. Safe for several threads.</summary>
internal sealed class ContentInventory(ContentShelf shelf, AtlasLibrary atlases, ConsentTexts texts)
{
    /// <summary>Sections of one composed battery: as many as its identifier has room for with the longest names.</summary>
    private const int FormsTogether = 5;

    /// <summary>Any grade would do: forms that no battery gives are played by themselves.</summary>
    private const int GradeOfForms = 8;

    private readonly Lazy<ImmutableDictionary<(ContentPartKind Kind, string Name), string>> _all = new(() => AllOf(shelf, atlases, texts));
    private readonly ConcurrentDictionary<string, ImmutableArray<ExpectedSection>> _expected = new(StringComparer.Ordinal);

    /// <summary>The battery of this name, a composed one too; null when the server has none such.</summary>
    public Battery? Find(string id, string version) => shelf.Batteries.Find(id, version);

    /// <summary>Every battery in its newest version and those of these classes; their instruments, the newest version of all others and the forms of both; the texts to them, the newest atlas, all consent texts.</summary>
    /// <param name="classes">Batteries of the campaign's classes. Composed ones are no piece of content: their instruments are.</param>
    public ContentUse Of(IEnumerable<(string Id, string Version)> classes)
    {
        Battery[] own = [.. classes.Select(one => shelf.Batteries.Find(one.Id, one.Version)).OfType<Battery>()];
        Battery[] batteries =
        [
            .. shelf.Batteries.All.GroupBy(one => one.Id, StringComparer.Ordinal).Select(versions => versions.Last()).Concat(own.Where(one => !PickedBattery.Is(one.Id)))
                .DistinctBy(NameOf).OrderBy(NameOf, StringComparer.Ordinal),
        ];
        Instrument[] instruments =
        [
            .. shelf.Instruments.All.GroupBy(one => one.Id, StringComparer.Ordinal).Select(versions => versions.Last())
                .Concat(batteries.Concat(own).SelectMany(battery => battery.Steps).Select(step => step.Instrument))
                .DistinctBy(NameOf).OrderBy(NameOf, StringComparer.Ordinal),
        ];
        IEnumerable<(ContentPartKind, string)> names =
        [
            .. batteries.Select(one => (ContentPartKind.Battery, NameOf(one))),
            .. instruments.Select(one => (ContentPartKind.Instrument, NameOf(one))),
            .. instruments.SelectMany(one => FormsOf(one).Select(form => (ContentPartKind.Form, NameOf(one, form)))),
            .. shelf.Readings.All.Where(one => instruments.Any(instrument => instrument.Id == one.Instrument)).Select(one => (ContentPartKind.Readings, one.Instrument)),
            (ContentPartKind.Atlas, NameOf(atlases.Newest)),
            .. texts.Versions.Order(StringComparer.Ordinal).Select(version => (ContentPartKind.Consent, version)),
        ];
        return new ContentUse([.. names.Select(name => new ContentPart(name.Item1, name.Item2, _all.Value[name]))], [.. batteries, .. Composed(batteries, instruments)]);
    }

    /// <summary>What the students of a rehearsal should come to in a battery of this server.</summary>
    public ImmutableArray<ExpectedSection> ExpectedOf(Battery battery) => _expected.GetOrAdd(NameOf(battery), _ => ContentResults.Expect(battery));

    /// <summary>How this server differs from what was frozen, in the order of kinds and names.</summary>
    /// <param name="frozen">What was frozen.</param>
    /// <param name="used">What the campaign uses now.</param>
    public ImmutableArray<ContentDifference> Compare(IReadOnlyCollection<ContentPart> frozen, ImmutableArray<ContentPart> used)
    {
        var known = frozen.Select(part => (part.Kind, part.Name)).ToHashSet();
        return
        [
            .. frozen.Select(part => (Part: part, Now: _all.Value.GetValueOrDefault((part.Kind, part.Name)))).Where(one => one.Now != one.Part.Hash)
                .Select(one => new ContentDifference(one.Part.Kind, one.Part.Name, one.Now is null ? ContentChange.Missing : ContentChange.Changed))
                .Concat(used.Where(part => !known.Contains((part.Kind, part.Name))).Select(part => new ContentDifference(part.Kind, part.Name, ContentChange.Added)))
                .OrderBy(one => one.Kind).ThenBy(one => one.Name, StringComparer.Ordinal),
        ];
    }

    public static string NameOf(Battery battery) => $"{battery.Id} {battery.Version}";

    public static string NameOf(Instrument instrument, InstrumentForm form) => $"{NameOf(instrument)} {form.Id}";

    private static string NameOf(Instrument instrument) => $"{instrument.Id} {instrument.Version}";

    private static string NameOf(AtlasYear atlas) => atlas.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Forms that none of these batteries gives, several in one composed battery; of one instrument one each.</summary>
    private IEnumerable<Battery> Composed(Battery[] batteries, Instrument[] instruments)
    {
        var given = batteries.SelectMany(battery => battery.Steps).Select(step => NameOf(step.Instrument, step.Form)).ToHashSet(StringComparer.Ordinal);
        return instruments.SelectMany(one => FormsOf(one).Where(form => !given.Contains(NameOf(one, form))).Select(form => (Instrument: one, Form: form)))
            .GroupBy(one => one.Instrument.Id, StringComparer.Ordinal)
            .SelectMany(same => same.Select((one, place) => (Place: place, Chosen: new ChosenInstrument(one.Instrument.Id, one.Form.Id, one.Instrument.Version, null))))
            .GroupBy(one => one.Place, one => one.Chosen)
            .SelectMany(apart => apart.Chunk(FormsTogether))
            .Select(chosen => shelf.Batteries.Pick(GradeOfForms, chosen) ?? throw new InvalidOperationException($"No battery can be made of {string.Join<ChosenInstrument>(", ", chosen)}."));
    }

    /// <summary>Of a bank the whole alone: its fixed form is what its scores are told by, and nobody is given it.</summary>
    private static IEnumerable<InstrumentForm> FormsOf(Instrument instrument) =>
        BankLibrary.Find(instrument.Id, instrument.Version) is null ? instrument.Forms.Values : [instrument.Forms["full"]];

    private static ImmutableDictionary<(ContentPartKind, string), string> AllOf(ContentShelf shelf, AtlasLibrary atlases, ConsentTexts texts)
    {
        // Banks stand beside the library: only batteries name them.
        Instrument[] instruments =
            [.. shelf.Instruments.All.Concat(shelf.Batteries.All.SelectMany(battery => battery.Steps).Select(step => step.Instrument)).DistinctBy(NameOf)];
        return shelf.Batteries.All.Select(one => ((ContentPartKind.Battery, NameOf(one)), HashOf(one, shelf.Batteries)))
            .Concat(instruments.Select(one => ((ContentPartKind.Instrument, NameOf(one)), one.ContentHash)))
            .Concat(instruments.SelectMany(one => FormsOf(one).Select(form => ((ContentPartKind.Form, NameOf(one, form)), HashOf(one, form)))))
            .Concat(shelf.Readings.All.Select(one => ((ContentPartKind.Readings, one.Instrument), HashOf(one))))
            .Concat(atlases.All.Select(one => ((ContentPartKind.Atlas, NameOf(one)), one.ContentHash)))
            .Concat(texts.Versions.Select(version => ((ContentPartKind.Consent, version), HashOf(texts.Find(version)!))))
            .ToImmutableDictionary(one => one.Item1, one => one.Item2);
    }

    /// <summary>What a browser receives, and what it does not: instruments' keys are pieces of their own.</summary>
    private static string HashOf(Battery battery, BatteryLibrary batteries) => Sha256Hex.OfFields(
        [
            batteries.PackageOf(battery).Hash, battery.Variant.ToString(), Json(battery.Grades), Json(battery.LeftOut),
            .. battery.Steps.Select(step => Json(new { Form = NameOf(step.Instrument, step.Form), step.Minutes, step.Seconds, step.Optional, step.Sitting })),
            .. battery.Steps.Select(step => step.Adaptive).OfType<AdaptiveSection>().Select(RulesOf),
        ]);

    /// <summary>When a section ends, and what its tasks are chosen and scored by: no browser receives it.</summary>
    private static string RulesOf(AdaptiveSection section) =>
        FormattableString.Invariant($"{section.Limits.StandardError:R} {section.Limits.Least} {section.Limits.Most} {section.Bank.ParametersHash}");

    /// <summary>Items as they are asked, and the points of every answer to every item of every scale.</summary>
    private static string HashOf(Instrument instrument, InstrumentForm form) => Sha256Hex.OfFields(
        [
            NameOf(instrument, form),
            .. form.Items.Select(item => Json(new { item.Id, item.Text, Kind = item.Format.GetType().Name, Format = (object)item.Format, item.Options, item.Picture, item.PictureText })),
            .. form.Key.Scales.Select(scale => $"{scale.Id} {scale.Kind} {scale.Missing.GetType().Name} {Json<object>(scale.Missing)} {string.Join(' ', scale.Items.Select(PointsOf))}"),
        ]);

    private static string PointsOf(ItemKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"{key.Item}:{string.Join(',', Enumerable.Range(0, byte.MaxValue).Select(code => (byte)code).Where(key.Accepts).Select(code => FormattableString.Invariant($"{code}={key.PointsFor(code)}")))}");

    private static string HashOf(InstrumentReadings readings) => Sha256Hex.Of(Json(readings));

    private static string HashOf(ConsentText text) => Sha256Hex.Of(Json(text));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}

/// <summary>What of the content a campaign uses.</summary>
/// <param name="Batteries">All that is played in a rehearsal: every battery, and composed ones of the forms that none of them gives.</param>
internal sealed record ContentUse(ImmutableArray<ContentPart> Parts, ImmutableArray<Battery> Batteries)
{
    /// <summary>Of what was looked at before it was frozen, and the rules it is scored by.</summary>
    public string Stamp { get; } = Sha256Hex.OfFields([ProfileMaker.RuleVersion, .. Parts.SelectMany(part => new[] { part.Kind.ToString(), part.Name, part.Hash })]);
}
