using System.Collections.Immutable;

namespace Diagnostics.Engine.Roster;

/// <summary>What a file is, before anybody says what its columns are.</summary>
/// <param name="Manner">How it is written: encoding and sign between cells, or the sheet's name.</param>
/// <param name="Columns">Empty where some of them may not come here.</param>
/// <param name="Personal">Columns that look as if they were said of persons: then nothing of the file is kept.</param>
public sealed record RosterInspection(
    RosterFormat Format, string Manner, long Rows, ImmutableArray<RosterHeading> Columns, ImmutableArray<PersonalColumn> Personal)
{
    private const int Samples = 3;
    private const int LongestSample = 40;

    /// <summary>Reads the whole file once.</summary>
    /// <exception cref="RosterFileException">It is no table.</exception>
    internal static RosterInspection Of(string file, CancellationToken cancellation)
    {
        using var source = RosterSource.Open(file);
        var guess = RosterColumns.Guess(source.Headings);
        PersonalKind?[] byHeading = [.. source.Headings.Select(PersonalHeading.Of)];
        PersonalCells[] cells = [.. guess.Fields.Select(field => new PersonalCells(isKnown: field != RosterField.None, isClass: field is RosterField.Class or RosterField.Grade or RosterField.Letter))];
        PersonalCells torn = new(isKnown: true);
        List<string>[] samples = [.. guess.Fields.Select(_ => new List<string>(Samples))];
        long rows = 0;
        while (source.Read())
        {
            if (rows++ % 4_096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (int column = 0; column < source.Cells; column++)
            {
                if (source.IsTorn)
                {
                    torn.Look(source[column]);
                    continue;
                }

                string cell = source[column];
                cells[column].Look(cell);
                if (samples[column].Count < Samples && cell.Length > 0 && !samples[column].Contains(cell))
                {
                    samples[column].Add(cell);
                }
            }
        }

        if (rows == 0)
        {
            throw new RosterFileException(RosterFileFault.Empty);
        }

        ImmutableArray<PersonalColumn> personal =
        [
            .. source.Headings.Select((heading, column) => byHeading[column] is { } told ? new PersonalColumn(heading, told, ByHeading: true)
                : cells[column].Found() is { } found ? new PersonalColumn(heading, found, ByHeading: false) : null).OfType<PersonalColumn>(),
            .. torn.Found() is { } among ? [new PersonalColumn("", among, ByHeading: false)] : Array.Empty<PersonalColumn>(),
        ];
        return new RosterInspection(
            source.Format, source.Manner, rows,
            personal.IsEmpty ? [.. source.Headings.Select((heading, column) => new RosterHeading(heading, guess.Fields[column], [.. samples[column].Select(Cut)]))] : [],
            personal);
    }

    private static string Cut(string text) => text.Length > LongestSample ? text[..LongestSample] + "…" : text;
}

/// <param name="Guess">What it seems to say.</param>
/// <param name="Samples">A few cells below it.</param>
public sealed record RosterHeading(string Heading, RosterField Guess, ImmutableArray<string> Samples);
