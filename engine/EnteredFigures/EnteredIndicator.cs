using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>A figure that schools tell. Data: a file says which there are.</summary>
/// <param name="Note">What is counted, in words.</param>
/// <param name="IsPeople">It counts people: fewer than five are never kept as a number.</param>
/// <param name="ByCode">One number for each code of a study direction.</param>
/// <param name="OfLeavers">It tells what became of those who left school: a report has it beside what they planned.</param>
public sealed record EnteredIndicator(string Id, LocalText Title, LocalText Note, bool IsPeople, bool ByCode, bool OfLeavers = false);

/// <summary>The figures that are asked for. Immutable.</summary>
public sealed class EnteredLibrary
{
    private const string File = "entered.json";

    internal EnteredLibrary(string version, ImmutableArray<EnteredIndicator> all) => (Version, All) = (version, all);

    public string Version { get; }

    public ImmutableArray<EnteredIndicator> All { get; }

    /// <summary>By its id, or by its title in any language, whatever the case. Null when there is none.</summary>
    public EnteredIndicator? Find(string said) =>
        All.FirstOrDefault(one => one.Id == said || one.Title.ByLanguage.Values.Any(title => string.Equals(title, said, StringComparison.OrdinalIgnoreCase)));

    /// <summary>With an operator's own figures: one of a known id takes that one's place and stays of leavers or not, the others come behind. Null: the same.</summary>
    /// <exception cref="ArgumentException">They have faults beside these: see <see cref="FaultsOf"/>.</exception>
    internal EnteredLibrary With(EnteredLibrary? own) =>
        own is null ? this
        : FaultsOf(own) is [{ } fault, ..] ? throw new ArgumentException($"{fault.Path}: {fault.Reason}", nameof(own))
        : new EnteredLibrary(
            $"{Version}+{own.Version}",
            [.. All.Select(one => own.All.FirstOrDefault(other => other.Id == one.Id) is { } instead ? instead with { OfLeavers = one.OfLeavers } : one), .. own.All.Where(one => All.All(known => known.Id != one.Id))]);

    /// <summary>What of an operator's own file may not take a place here: numbers that are kept would mean something else, and people who become events would be kept however few.</summary>
    internal ImmutableArray<InstrumentFault> FaultsOf(EnteredLibrary own)
    {
        FaultList faults = new();
        for (int place = 0; place < own.All.Length; place++)
        {
            EnteredIndicator one = own.All[place];
            if (All.FirstOrDefault(known => known.Id == one.Id) is not { } known)
            {
                continue;
            }

            if (one.IsPeople != known.IsPeople)
            {
                faults.Add($"$.indicators[{place}].counts", $"Figure {one.Id} is known: what it counts, people or events, cannot be changed. Choose another id.");
            }

            if (one.ByCode != known.ByCode)
            {
                faults.Add($"$.indicators[{place}]", $"Figure {one.Id} is known: whether it is told by code (byCode) cannot be changed. Choose another id.");
            }
        }

        return faults.ToImmutable();
    }

    /// <exception cref="InvalidOperationException">The built-in file is faulty.</exception>
    public static EnteredLibrary LoadBuiltIn()
    {
        (string name, byte[] json) = EmbeddedFiles.Under(File).Single();
        EnteredReading reading = EnteredReader.Read(json);
        return reading.Library ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
    }
}

/// <summary>What came of reading a file: a library, or every fault it has.</summary>
public sealed record EnteredReading(EnteredLibrary? Library, ImmutableArray<InstrumentFault> Faults);
