using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// The built-in instruments, read once from the assembly, what a school adds, and what is published while the server runs. It only grows: a version never changes or goes. Safe for several threads.
/// </summary>
public sealed class InstrumentLibrary
{
    private const string Folder = "instruments/";
    private const string BankFolder = "banks/";
    private const string BankEnd = "-bank";
    private ImmutableArray<Instrument> _all;

    /// <summary>Read when first asked for: most lessons have none.</summary>
    private readonly Lazy<ImmutableArray<Instrument>> _banks = new(ReadBanks);

    private InstrumentLibrary(ImmutableArray<Instrument> all) => _all = all;

    /// <summary>All versions of all instruments, by id, then version.</summary>
    public IReadOnlyCollection<Instrument> All => _all;

    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder.</exception>
    public static InstrumentLibrary LoadBuiltIn()
    {
        List<Instrument> all = [];
        foreach ((string name, byte[] json) in EmbeddedFiles.Under(Folder))
        {
            InstrumentReading reading = InstrumentReader.Read(json);
            Instrument instrument = reading.Instrument ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
            if (name != $"{Folder}{instrument.Id}/{instrument.Version}/instrument.json")
            {
                throw new InvalidOperationException($"{name} holds {instrument.Id} {instrument.Version}.");
            }

            all.Add(instrument);
        }

        return new InstrumentLibrary(Ordered(all));
    }

    /// <summary>These alone.</summary>
    internal static InstrumentLibrary Of(IEnumerable<Instrument> all) => new(Ordered(all));

    /// <summary>The same library and these beside it; their ids are others.</summary>
    internal InstrumentLibrary With(IEnumerable<Instrument> own) => new(Ordered(_all.Concat(own)));

    /// <summary>Adds a version for everybody who holds this library; one that is there already stays as it is.</summary>
    internal void Grow(Instrument published) =>
        ImmutableInterlocked.Update(ref _all, all => all.Any(one => one.Id == published.Id && one.Version == published.Version) ? all : Ordered(all.Add(published)));

    /// <summary>The newest version with this id, or null.</summary>
    public Instrument? Newest(string id) => _all.LastOrDefault(instrument => instrument.Id == id) ?? BanksFor(id).LastOrDefault(bank => bank.Id == id);

    /// <exception cref="KeyNotFoundException">There is no such instrument.</exception>
    public Instrument Get(string id, string version) =>
        Find(id, version) ?? throw new KeyNotFoundException($"There is no instrument {id} {version}.");

    /// <summary>Null when there is no such instrument. Banks of tasks are found by their name; they are in no list, since nobody takes one whole.</summary>
    internal Instrument? Find(string id, string version) => _all.Concat(BanksFor(id)).FirstOrDefault(instrument => instrument.Id == id && instrument.Version == version);

    private ImmutableArray<Instrument> BanksFor(string id) => id.EndsWith(BankEnd, StringComparison.Ordinal) ? _banks.Value : [];

    private static ImmutableArray<Instrument> ReadBanks() =>
    [
        .. EmbeddedFiles.Under(BankFolder).Where(file => file.Name.EndsWith("/instrument.json", StringComparison.Ordinal))
            .Select(file => InstrumentReader.Read(file.Content) is { Instrument: { } bank } ? bank : throw EmbeddedFiles.Faulty(file.Name, InstrumentReader.Read(file.Content).Faults)),
    ];

    private static ImmutableArray<Instrument> Ordered(IEnumerable<Instrument> all) =>
        [.. all.OrderBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => Version.Parse(one.Version))];
}
