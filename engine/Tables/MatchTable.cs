using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table of interest scores to each respondent's best occupations, in constant memory, a block on each core. The three-letter codes
/// are those of the values as given, standardised or not, so that they can be compared between tables.
/// </summary>
/// <param name="file">Path of the profiles.</param>
/// <param name="atlas">The occupations.</param>
/// <param name="options">What is asked for.</param>
public sealed class MatchTable(string file, Occupations atlas, MatchTableOptions options)
{
    /// <summary>Longest list: ranking longer ones by counting costs more than it tells.</summary>
    public const int MostOccupations = 1000;

    /// <summary>Scores beyond this are no scores; it keeps their declared bounds whole numbers.</summary>
    private const double FarthestScore = 400_000;

    private static readonly ImmutableArray<string> Columns =
    [
        "rank", "soc", "title", "pearson_r", "person_code", "occ_code", "iachan_M", "c_index", "first_letter_hexdist",
        "person_tie",
    ];

    private readonly int _top = options.Top is >= 1 and <= MostOccupations
        ? Math.Min(options.Top, Math.Max(1, atlas.Count))
        : throw new ArgumentOutOfRangeException(nameof(options), options.Top, $"A list has 1 to {MostOccupations} occupations.");

    /// <summary>Matches the file.</summary>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="progress">Told the share of the work that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable, or cannot be its own reference group.</exception>
    /// <exception cref="ArgumentException">The atlas cannot be standardised.</exception>
    public MatchTally Run(TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        ReferenceMeans? reference = Reference(progress, cancellation);
        StandardOccupations? standard = reference is null ? null : StandardOccupations.Of(atlas);
        using ProfileStream profiles = new(file, options.Id);
        string[] names = [profiles.Id, .. Columns];
        profiles.RefuseRepeated(names);
        using (var header = new TableWriter(output, options.Excel))
        {
            header.Row(names);
        }

        bool isOnlyPass = reference is null || options.Norms is not null;
        PartOfProgress pass = isOnlyPass ? new(progress, pass: 0, passes: 1) : new(progress, pass: 1, passes: 2);
        long withoutList = 0;
        InOrder.Run(
            () =>
            {
                pass.Report(profiles.Share);
                return profiles.Next();
            },
            block => Match(block, standard, reference),
            matched =>
            {
                output.Write(matched.Text);
                withoutList += matched.WithoutList;
            },
            cancellation);
        return new MatchTally(profiles.Rows, withoutList, reference?.Count);
    }

    private ReferenceMeans? Reference(IProgress<double>? progress, CancellationToken cancellation)
    {
        if (options.Norms is { } norms)
        {
            return MeansOf(norms);
        }

        return options.Standardise ? ReadReference(new PartOfProgress(progress, pass: 0, passes: 2), cancellation) : null;
    }

    /// <summary>The six interest scales of norms, over everybody in them.</summary>
    private static ReferenceMeans MeansOf(NormSet norms)
    {
        NormTable[] six =
        [
            .. HollandCode.Letters.Select(letter => norms.Everybody.Tables.FirstOrDefault(table => table.Score.Id == $"{letter}")
                ?? throw new ArgumentException($"The norms {norms.Origin.Id} {norms.Origin.Version} have no scale {letter}.")),
        ];
        return ReferenceMeans.Create(
            [.. six.Select(table => table.Score)],
            [.. six.Select(table => table.Mean)],
            [.. six.Select(table => table.StandardDeviation)],
            six.Min(table => table.Count));
    }

    /// <summary>The file's own rows as the norm group.</summary>
    private ReferenceMeans ReadReference(PartOfProgress progress, CancellationToken cancellation)
    {
        using ProfileStream profiles = new(file, options.Id);
        CompleteProfiles complete = new();
        while (profiles.Next() is { } block)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(profiles.Share);
            complete.Add(block);
        }

        ReferenceSample sample = complete.Sample;
        string few = $"{sample.Count} complete profiles; --standardise needs two or more as the reference group";
        return sample.Count < 2
            ? throw new TableException(file, 0, null, few)
            : ReferenceMeans.Of([.. Enumerable.Range(0, HollandCode.Letters.Length).Select(score => Declare(sample, score))], sample);
    }

    /// <summary>Who asks to standardise a column states that persons may be compared on it; the bounds are the data's.</summary>
    private ComparableScore Declare(ReferenceSample sample, int score)
    {
        string column = $"raw_{HollandCode.Letters[score]}";
        (double lowest, double highest) = (sample.Lowest(score), sample.Highest(score));
        if (lowest == highest)
        {
            throw new TableException(file, 0, column, "is the same in all complete profiles; --standardise needs some spread");
        }

        return lowest >= -FarthestScore && highest <= FarthestScore
            ? ComparableScore.Declared(column, (int)Math.Floor(lowest), (int)Math.Ceiling(highest))
            : throw new TableException(file, 0, column, $"has values beyond ±{FarthestScore:0}; these are no scores");
    }

    /// <summary>Everything between reading a block and writing it; depends on nothing but the block.</summary>
    private (string Text, int WithoutList) Match(ProfileBlock block, StandardOccupations? standard, ReferenceMeans? reference)
    {
        int[] best = new int[block.Ids.Count * _top];
        double[] r = new double[best.Length];
        if (standard is not null && reference is not null)
        {
            standard.Match(reference, block.Scores, _top, best, r);
        }
        else
        {
            ProfileMatcher.Match(atlas, block.Scores, _top, best, r);
        }

        int withoutList = 0;
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using var writer = new TableWriter(text, options.Excel, isContinued: true);
        for (int row = 0; row < block.Ids.Count; row++)
        {
            ReadOnlySpan<double> scores = block.Scores.AsSpan(row * HollandCode.Letters.Length, HollandCode.Letters.Length);
            var person = InterestCode.Of(scores);
            int tied = HollandCode.IsTied(scores) ? 1 : 0;
            withoutList += best[row * _top] < 0 ? 1 : 0;
            for (int place = row * _top; place < (row + 1) * _top && best[place] >= 0; place++)
            {
                writer.Cell(block.Ids[row]);
                writer.Cell(place - (row * _top) + 1);
                WriteFit(writer, person, atlas[best[place]], r[place]);
                writer.Cell(tied);
                writer.EndRow();
            }
        }

        writer.Flush();
        return (text.ToString(), withoutList);
    }

    private static void WriteFit(TableWriter writer, InterestCode person, Occupation occupation, double r)
    {
        writer.Cell(occupation.Code);
        writer.Cell(occupation.Title);
        writer.Cell(r);
        writer.Cell(person.Text);
        writer.Cell(occupation.InterestCode.Text);
        writer.Cell(Congruence.IachanM(person, occupation.InterestCode));
        writer.Cell(Congruence.CIndex(person, occupation.InterestCode));
        writer.Cell(Congruence.FirstLetterDistance(person, occupation.InterestCode));
    }
}
