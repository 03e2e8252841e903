using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Summaries;

/// <summary>
/// What a school has published in a year, also what it took back: whoever kept an earlier page can subtract it from a later one. A section is left out where a few would come of that. Pure.
/// </summary>
internal sealed record ToldBefore(int Year, ImmutableArray<ToldLine> Lines)
{
    /// <summary>Of a row; nothing where nothing was published.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public static ToldBefore Read(SummaryRow? row) => row?.Told is { } told
        ? JsonSerializer.Deserialize<ToldBefore>(PackedText.Unpack(told), JsonSerializerOptions.Web) ?? throw new InvalidDataException("What was told is null.")
        : new ToldBefore(0, []);

    /// <summary>A draft without the sections that tell of a few beside what was published. A section stands or falls as a whole, as one line of it may follow from the others.</summary>
    /// <returns>Null where none is left.</returns>
    public SchoolSummary? Keep(SchoolSummary draft)
    {
        if (draft.Year != Year)
        {
            return draft;
        }

        ImmutableArray<SummarySection> kept = [.. draft.Sections.Where(section => !LinesOf(section).Any(line => Lines.Any(line.TellsFewBeside)))];
        return kept.IsEmpty ? null
            : kept.Length == draft.Sections.Length ? draft
            : draft with { Sections = kept, IsWhole = false };
    }

    /// <summary>As it is stored once a summary is published too; of another year nothing is kept.</summary>
    public string With(SchoolSummary summary)
    {
        IEnumerable<ToldLine> lines = summary.Sections.SelectMany(LinesOf);
        return PackedText.Pack(JsonSerializer.Serialize(new ToldBefore(summary.Year, [.. (summary.Year == Year ? Lines : []).Concat(lines).Distinct()]), JsonSerializerOptions.Web));
    }

    private static IEnumerable<ToldLine> LinesOf(SummarySection section) => section.Lines.Select(line => new ToldLine(section.Id, line.Title, line.Own.N, line.Own.Count));
}

/// <param name="Count">Null of a mean.</param>
internal sealed record ToldLine(string Section, string Title, long N, long? Count)
{
    /// <summary>The same line once more, and those who came or went between are a few: altogether, or on one of the two sides of a share.</summary>
    public bool TellsFewBeside(ToldLine other) =>
        (Section, Title) == (other.Section, other.Title) && (AreFew(N - other.N) || AreFew((Count - other.Count) ?? 0) || AreFew((N - Count - other.N + other.Count) ?? 0));

    private static bool AreFew(long difference) => Math.Abs(difference) is > 0 and < SmallCells.Least;
}
