using System.Collections.Concurrent;
using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>
/// The built-in batteries, those offered beside them, those a school adds or a methodologist publishes, and the packages browsers receive. It only grows, safe for several threads; packages are rendered once. A battery of
/// chosen instruments (<see cref="PickedBattery"/>) is composed when its id is first asked for and is in no list.
/// </summary>
public sealed class BatteryLibrary
{
    private const string Folder = "batteries/";
    private const string OffersFolder = "offers/";
    private readonly ImmutableArray<Battery> _builtIn;
    private readonly InstrumentLibrary _instruments;
    private readonly ConcurrentDictionary<string, (Battery Battery, BatteryPackage Package)> _picked = new(StringComparer.Ordinal);
    private Listed _listed;

    /// <param name="rendered">Packages of some of them that are there already.</param>
    private BatteryLibrary(ImmutableArray<Battery> builtIn, ImmutableArray<Battery> own, InstrumentLibrary instruments, ImmutableDictionary<string, BatteryPackage> rendered)
    {
        (_builtIn, _instruments) = (builtIn, instruments);
        ImmutableArray<Battery> all = [.. builtIn, .. own];
        _listed = new Listed(
            own, all, all.ToImmutableDictionary(NameOf, battery => rendered.GetValueOrDefault(NameOf(battery)) ?? PackageWriter.Render(battery), StringComparer.Ordinal));
    }

    /// <summary>All versions of all batteries, the built-in ones first, by id, then version.</summary>
    public IReadOnlyCollection<Battery> All => Now.All;

    /// <summary>What is built in beside the lessons of the forms, what a school adds and what was published; given by id only, by id, then version.</summary>
    public ImmutableArray<Battery> Own => Now.Own;

    private Listed Now => Volatile.Read(ref _listed);

    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder.</exception>
    public static BatteryLibrary LoadBuiltIn(InstrumentLibrary instruments) =>
        new(Ordered(Read(Folder, instruments)), [], instruments, ImmutableDictionary<string, BatteryPackage>.Empty);

    /// <summary>Built-in batteries that no form of a lesson is: whoever makes a class chooses them by name.</summary>
    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder.</exception>
    internal static ImmutableArray<Battery> LoadOffers(InstrumentLibrary instruments) => Ordered(Read(OffersFolder, instruments));

    /// <summary>The same library and these beside it and beside what it has already; their ids are others.</summary>
    /// <param name="instruments">Theirs and the built-in ones.</param>
    internal BatteryLibrary With(IEnumerable<Battery> own, InstrumentLibrary instruments) => new(_builtIn, Ordered(Own.Concat(own)), instruments, Now.Packages);

    /// <summary>Adds a battery and its instruments for everybody who holds these libraries; one that is there already stays as it is.</summary>
    internal void Grow(Battery published)
    {
        foreach (BatteryStep step in published.Steps)
        {
            _instruments.Grow(step.Instrument);
        }

        Listed before;
        Listed after;
        do
        {
            before = Now;
            if (before.Packages.ContainsKey(NameOf(published)))
            {
                return;
            }

            ImmutableArray<Battery> own = Ordered(before.Own.Add(published));
            after = new Listed(own, [.. _builtIn, .. own], before.Packages.Add(NameOf(published), PackageWriter.Render(published)));
        }
        while (Interlocked.CompareExchange(ref _listed, after, before) != before);
    }

    /// <summary>The newest built-in battery of this form for a grade, or null.</summary>
    public Battery? For(int grade, BatteryVariant variant = BatteryVariant.Standard) =>
        _builtIn.Where(battery => battery.Variant == variant && battery.Grades.Contains(grade)).OrderBy(battery => Version.Parse(battery.Version)).LastOrDefault();

    /// <summary>The newest battery with this id that is for a grade, the school's own too, or null.</summary>
    public Battery? Named(string id, int grade) => Now.All.LastOrDefault(battery => battery.Id == id && battery.Grades.Contains(grade));

    /// <exception cref="KeyNotFoundException">There is no such battery.</exception>
    public Battery Get(string id, string version) =>
        Find(id, version) ?? throw new KeyNotFoundException($"There is no battery {id} {version}.");

    /// <summary>Null when there is no such battery.</summary>
    internal Battery? Find(string id, string version) => PickedBattery.Is(id)
        ? version == PickedBattery.Version ? Picked(id)?.Battery : null
        : Now.All.FirstOrDefault(battery => battery.Id == id && battery.Version == version);

    /// <exception cref="KeyNotFoundException">The battery is not of this library.</exception>
    public BatteryPackage PackageOf(Battery battery) =>
        PickedBattery.Is(battery.Id) && Picked(battery.Id) is { Package: var package } ? package : Now.Packages[NameOf(battery)];

    /// <summary>Null when no battery has this package hash; one of chosen instruments has it from when it was first asked for.</summary>
    public BatteryPackage? FindPackage(string hash) =>
        Now.Packages.Values.FirstOrDefault(package => package.Hash == hash) ?? _picked.Values.Select(one => one.Package).FirstOrDefault(package => package.Hash == hash);

    /// <summary>The battery of these instruments for a grade; null when there are too few, too many, or one of them twice or unknown.</summary>
    internal Battery? Pick(int grade, IEnumerable<ChosenInstrument> chosen) =>
        PickedBattery.IdOf(grade, chosen, _instruments) is { } id ? Picked(id)?.Battery : null;

    /// <summary>
    /// What may be chosen for a grade: every instrument with a part in a result, in each form in which some battery gives it to this grade, with the limit it has there. The
    /// newest version; the standard lesson's word goes before other forms' and its order is the list's.
    /// </summary>
    internal ImmutableArray<BatteryStep> Offered(int grade) =>
    [
        .. Now.All.Where(battery => battery.Grades.Contains(grade))
            .OrderBy(battery => battery.Variant)
            .ThenByDescending(battery => Version.Parse(battery.Version))
            .SelectMany(battery => battery.Steps)
            // A bank is nobody's section as a whole, and a chosen battery has no rules by which its tasks would be picked.
            .Where(step => step.Instrument.Result != ResultPart.None && step.Adaptive is null)
            .GroupBy(step => (step.Instrument.Id, Form: step.Form.Id))
            .Select(same => same.OrderByDescending(step => Version.Parse(step.Instrument.Version)).First()),
    ];

    private (Battery Battery, BatteryPackage Package)? Picked(string id)
    {
        if (_picked.TryGetValue(id, out (Battery, BatteryPackage) known))
        {
            return known;
        }

        return PickedBattery.Compose(id, _instruments) is { } battery ? _picked.GetOrAdd(id, (battery, PackageWriter.Render(battery))) : null;
    }

    private static IEnumerable<Battery> Read(string folder, InstrumentLibrary instruments)
    {
        foreach ((string name, byte[] json) in EmbeddedFiles.Under(folder))
        {
            BatteryReading reading = BatteryReader.Read(json, instruments);
            Battery battery = reading.Battery ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
            yield return name == $"{folder}{battery.Id}/{battery.Version}/battery.json" ? battery : throw new InvalidOperationException($"{name} holds {NameOf(battery)}.");
        }
    }

    private static ImmutableArray<Battery> Ordered(IEnumerable<Battery> all) =>
        [.. all.OrderBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => Version.Parse(one.Version))];

    /// <summary>What is there at one moment.</summary>
    private sealed record Listed(ImmutableArray<Battery> Own, ImmutableArray<Battery> All, ImmutableDictionary<string, BatteryPackage> Packages);

    private static string NameOf(Battery battery) => $"{battery.Id} {battery.Version}";
}
