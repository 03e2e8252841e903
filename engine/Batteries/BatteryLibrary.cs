using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>The built-in batteries, those a school adds, and the packages browsers receive. Immutable; packages are rendered once.</summary>
public sealed class BatteryLibrary
{
    private const string Folder = "batteries/";
    private readonly ImmutableArray<Battery> _builtIn;
    private readonly ImmutableArray<Battery> _all;
    private readonly ImmutableDictionary<string, BatteryPackage> _packages;

    private BatteryLibrary(ImmutableArray<Battery> builtIn, ImmutableArray<Battery> own)
    {
        _builtIn = builtIn;
        Own = own;
        _all = [.. builtIn, .. own];
        _packages = _all.ToImmutableDictionary(NameOf, PackageWriter.Render, StringComparer.Ordinal);
    }

    /// <summary>All versions of all batteries, the built-in ones first, by id, then version.</summary>
    public IReadOnlyCollection<Battery> All => _all;

    /// <summary>What a school adds; offered by id only, by id, then version.</summary>
    public ImmutableArray<Battery> Own { get; }

    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder.</exception>
    public static BatteryLibrary LoadBuiltIn(InstrumentLibrary instruments)
    {
        List<Battery> all = [];
        foreach ((string name, byte[] json) in EmbeddedFiles.Under(Folder))
        {
            BatteryReading reading = BatteryReader.Read(json, instruments);
            Battery battery = reading.Battery ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
            if (name != $"{Folder}{battery.Id}/{battery.Version}/battery.json")
            {
                throw new InvalidOperationException($"{name} holds {NameOf(battery)}.");
            }

            all.Add(battery);
        }

        return new BatteryLibrary(Ordered(all), []);
    }

    /// <summary>The same library and these beside it; their ids are others.</summary>
    internal BatteryLibrary With(IEnumerable<Battery> own) => new(_builtIn, Ordered(own));

    /// <summary>The newest built-in battery of this form for a grade, or null.</summary>
    public Battery? For(int grade, BatteryVariant variant = BatteryVariant.Standard) =>
        _builtIn.Where(battery => battery.Variant == variant && battery.Grades.Contains(grade)).OrderBy(battery => Version.Parse(battery.Version)).LastOrDefault();

    /// <summary>The newest battery with this id that is for a grade, the school's own too, or null.</summary>
    public Battery? Named(string id, int grade) => _all.LastOrDefault(battery => battery.Id == id && battery.Grades.Contains(grade));

    /// <exception cref="KeyNotFoundException">There is no such battery.</exception>
    public Battery Get(string id, string version) =>
        _all.FirstOrDefault(battery => battery.Id == id && battery.Version == version)
        ?? throw new KeyNotFoundException($"There is no battery {id} {version}.");

    /// <exception cref="KeyNotFoundException">The battery is not of this library.</exception>
    public BatteryPackage PackageOf(Battery battery) => _packages[NameOf(battery)];

    /// <summary>Null when no battery has this package hash.</summary>
    public BatteryPackage? FindPackage(string hash) => _packages.Values.FirstOrDefault(package => package.Hash == hash);

    private static ImmutableArray<Battery> Ordered(IEnumerable<Battery> all) =>
        [.. all.OrderBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => Version.Parse(one.Version))];

    private static string NameOf(Battery battery) => $"{battery.Id} {battery.Version}";
}
