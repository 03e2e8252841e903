using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Diagnostics.Engine.Exports;

/// <summary>An order ready to be written: whose rows, in an order that says nothing, and which columns.</summary>
public sealed class ExportPlan
{
    internal ExportPlan(ExportOrder order, string regionId, ExportSummary summary, ColumnBook book, ImmutableArray<ExportPerson> persons)
    {
        (Order, RegionId, Summary, Book) = (order, regionId, summary, book);
        // Rows of one school side by side would tell it.
        ExportPerson[] shuffled = [.. persons];
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        Persons = ImmutableCollectionsMarshal.AsImmutableArray(shuffled);
        string[] schools = [.. persons.Select(person => person.Traits.SchoolId).OfType<string>().Distinct()];
        RandomNumberGenerator.Shuffle(schools.AsSpan());
        SchoolNumbers = schools.Select((school, place) => (school, place)).ToImmutableDictionary(one => one.school, one => one.place + 1, StringComparer.Ordinal);
    }

    public ExportSummary Summary { get; }

    internal ExportOrder Order { get; }

    internal string RegionId { get; }

    internal ColumnBook Book { get; }

    internal ImmutableArray<ExportPerson> Persons { get; }

    internal ImmutableDictionary<string, int> SchoolNumbers { get; }
}
